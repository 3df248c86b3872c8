import type { IndexedDocument } from '../../documents/indexed_document';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { boostOf, illegalArgument, numberOption, objectBody, textOption, type ParseScope } from '../parse_scope';
import { bindRewritten, matchAll, type BindScope, type BoundQuery, type QueryNode } from '../query_node';
import { failedToCreate } from '../shard_error';
import type { ParseClause } from './compound_queries';

type Weigh = (document: IndexedDocument) => number;

interface ScoreFunction {
  readonly filter: QueryNode | undefined;
  readonly bind: (scope: BindScope) => Weigh;
}

const FUNCTIONS = ['field_value_factor', 'weight', 'script_score'];

/** `{ function_score: { query, functions | one function, score_mode, boost_mode, max_boost, min_score } }` */
export function parseFunctionScore(parseClause: ParseClause): ParseClause {
  return (body, scope) => {
    const object = objectBody('function_score', body, scope);
    const query = object.query === undefined ? undefined : parseClause(object.query, scope.at('query'));
    const functions = readFunctions(object, scope, parseClause);
    const scoreMode = textOption(object, 'score_mode') ?? 'multiply';
    const boostMode = textOption(object, 'boost_mode') ?? 'multiply';
    const maxBoost = numberOption(object, 'max_boost', Infinity);
    const minScore = numberOption(object, 'min_score', -Infinity);
    const boost = boostOf(object);
    return {
      bind: (bind) => {
        const base = query ? bindRewritten(query, bind) : matchAll(1);
        const bound = functions.map((item) => ({ filter: item.filter && bindRewritten(item.filter, bind), weigh: item.bind(bind) }));
        const score = (document: IndexedDocument): number => {
          const weights = bound.filter(({ filter }) => !filter || filter.matches(document)).map(({ weigh }) => weigh(document));
          const factor = weights.length === 0 ? 1 : Math.min(combine(weights, scoreMode), maxBoost);
          return boost * applyFactor(base.score(document), factor, boostMode);
        };
        const matches: BoundQuery['matches'] = minScore === -Infinity ? base.matches : (document) => base.matches(document) && score(document) >= minScore;
        return { matches, score, required: [base] };
      },
    };
  };
}

function readFunctions(object: JsonObject, scope: ParseScope, parseClause: ParseClause): ScoreFunction[] {
  if (isJsonArray(object.functions)) {
    return object.functions.map((item, index) => {
      if (!isJsonObject(item)) throw scope.error('[function_score] malformed query');
      const filter = item.filter === undefined ? undefined : parseClause(item.filter, scope.at('functions', index, 'filter'));
      return { filter, bind: readFunction(item, scope) };
    });
  }
  const hasFunction = Object.keys(object).some((key) => FUNCTIONS.includes(key) || ['gauss', 'exp', 'linear', 'random_score'].includes(key));
  return hasFunction ? [{ filter: undefined, bind: readFunction(object, scope) }] : [];
}

function readFunction(item: JsonObject, scope: ParseScope): (bind: BindScope) => Weigh {
  for (const name of ['gauss', 'exp', 'linear', 'random_score']) {
    if (item[name] !== undefined) throw illegalArgument(`function [${name}] of [function_score] is not supported by this server`);
  }
  const weight = numberOption(item, 'weight', 1);
  if (isJsonObject(item.field_value_factor)) return fieldValueFactor(item.field_value_factor, weight);
  if (isJsonObject(item.script_score)) return scriptFactor(item.script_score.script ?? null, weight);
  if (item.weight === undefined) throw scope.error('[function_score] an entry in functions list is missing a function.');
  return () => () => weight;
}

function scriptFactor(script: JsonValue, weight: number): (bind: BindScope) => Weigh {
  return (bind) => {
    if (!bind.context.script) throw illegalArgument('[script_score] is not supported by this server');
    const run = bind.context.script(script, bind.mapping);
    return (document) => weight * Number(run(document));
  };
}

const MODIFIERS: Readonly<Record<string, (value: number) => number>> = {
  none: (value) => value,
  log: Math.log10,
  log1p: (value) => Math.log10(value + 1),
  log2p: (value) => Math.log10(value + 2),
  ln: Math.log,
  ln1p: (value) => Math.log(value + 1),
  ln2p: (value) => Math.log(value + 2),
  square: (value) => value * value,
  sqrt: Math.sqrt,
  reciprocal: (value) => 1 / value,
};

function fieldValueFactor(options: JsonObject, weight: number): (bind: BindScope) => Weigh {
  const name = textOption(options, 'field') ?? '';
  const factor = numberOption(options, 'factor', 1);
  const missing = options.missing === undefined ? undefined : numberOption(options, 'missing', 0);
  const modifier = (textOption(options, 'modifier') ?? 'none').toLowerCase();
  const modify = Object.hasOwn(MODIFIERS, modifier) ? MODIFIERS[modifier] : undefined;
  if (!modify) throw illegalArgument(`No enum constant org.elasticsearch.common.lucene.search.function.FieldValueFactorFunction.Modifier.${modifier.toUpperCase()}`);
  return (bind) => {
    const field = bind.mapping.resolve(name);
    if (!field && missing === undefined) {
      throw failedToCreate(bind, { type: 'exception', reason: `Unable to find a field mapper for field [${name}]. No 'missing' value defined.` });
    }
    return (document) => {
      const value = field ? Number(document.fieldValues(field)[0] ?? missing ?? 0) : (missing ?? 0);
      return weight * modify(value * factor);
    };
  };
}

function combine(weights: readonly number[], mode: string): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  switch (mode) {
    case 'sum':
      return sum;
    case 'avg':
      return sum / weights.length;
    case 'max':
      return Math.max(...weights);
    case 'min':
      return Math.min(...weights);
    case 'first':
      return weights[0] ?? 1;
    default:
      return weights.reduce((product, weight) => product * weight, 1);
  }
}

function applyFactor(score: number, factor: number, mode: string): number {
  switch (mode) {
    case 'replace':
      return factor;
    case 'sum':
      return score + factor;
    case 'avg':
      return (score + factor) / 2;
    case 'max':
      return Math.max(score, factor);
    case 'min':
      return Math.min(score, factor);
    default:
      return score * factor;
  }
}
