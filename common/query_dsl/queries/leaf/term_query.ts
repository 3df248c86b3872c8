import { ElasticsearchError } from '../../errors/elasticsearch_error';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { isScalar, scalarText } from '../../mapping/field';
import { termScorer } from '../../scoring/term_scorer';
import { MATCH_NONE, constantScore, type BindScope, type BoundQuery, type QueryNode, type Rewritten } from '../query_node';
import { anyOf } from '../compound/boolean_logic';
import { booleanOption, boostOf, illegalArgument, numberOption, objectBody, singleField, tokenName, type ParseScope } from '../parse_scope';
import { indexNames, termTest } from '../fields/term_test';
import { matchesSimple } from '../../documents/dynamic_templates';
import { shardError } from '../shard_error';

/** `{ term: { FIELD: value | { value, boost, case_insensitive } } }` */
export function parseTerm(body: JsonValue, scope: ParseScope): QueryNode {
  const { field, options, scope: at } = singleField('term', body, scope, { shorthand: 'value', options: ['value', 'case_insensitive'] });
  const value = options.value ?? null;
  if (field === '' || value === null) throw illegalArgument(field === '' ? 'field name is null or empty' : nullValueSentence(body));
  if (isJsonArray(value)) throw at.error('[term] query does not support array of values', 'value');
  const caseInsensitive = booleanOption(options, 'case_insensitive', false);
  const boost = boostOf(options);
  return {
    rewrite: (bind) => rewriteTerms(field, [value], bind),
    bind: (bind) => boundTerm(field, value, { caseInsensitive, boost }, bind),
  };
}

/** Fields with one value for the whole index are decided here. */
function rewriteTerms(name: string, values: readonly JsonValue[], scope: BindScope): Rewritten {
  const field = scope.mapping.resolve(name);
  if (!field || values.length === 0) return 'none';
  const texts = values.map((value) => (isScalar(value) ? scalarText(value) : ''));
  if (field.path === '_index') return indexNames(scope).some((own) => texts.some((text) => matchesSimple(text, own))) ? undefined : 'none';
  if (field.family !== 'constant_keyword') return undefined;
  return field.constantValue !== undefined && texts.includes(field.constantValue) ? undefined : 'none';
}

function nullValueSentence(body: JsonValue): string {
  const isObject = isJsonObject(body) && isJsonObject(Object.values(body)[0]);
  return isObject ? 'value cannot be null' : 'field name is null or empty';
}

/** A term query on one field of an index. */
export function boundTerm(name: string, value: JsonValue, options: { caseInsensitive: boolean; boost: number }, scope: BindScope): BoundQuery {
  const field = scope.mapping.resolve(name);
  if (!field) return MATCH_NONE;
  const { test, term, nothing } = termTest(field, value, options.caseInsensitive, scope);
  if (nothing) return MATCH_NONE;
  const ids = field.path === '_id' && isScalar(value) ? [scalarText(value)] : undefined;
  if (term === undefined) return { ...constantScore(test, options.boost), ids };
  const scorer = termScorer(field, [term], { boost: options.boost, statistics: scope.context.statistics });
  const score: BoundQuery['score'] = (document) => {
    const frequency = field.family === 'text' ? document.words(field).terms.filter((word) => word === term).length : 1;
    return scorer(document, frequency);
  };
  return { matches: test, score };
}

const MAX_TERMS = 65_536;

/** `{ terms: { FIELD: [values] | { index, id, path } } }` */
export function parseTerms(body: JsonValue, scope: ParseScope): QueryNode {
  const object = objectBody('terms', body, scope);
  const names = Object.keys(object).filter((key) => key !== 'boost' && key !== '_name');
  const [field, second] = names;
  if (field === undefined) throw scope.error("[terms] query requires a field name, followed by array of terms or a document lookup specification", 'last');
  if (second !== undefined) throw scope.at(second).error('[terms] query does not support multiple fields');
  const value = object[field] ?? null;
  const boost = boostOf(object);
  if (isJsonObject(value)) return lookupNode(field, value, boost);
  if (!isJsonArray(value)) throw scope.at(field).error(`[terms] unknown token [${tokenName(value)}] after [${field}]`);
  if (value.some((item) => item === null)) throw illegalArgument('No value specified for terms query');
  return { rewrite: (bind) => rewriteTerms(field, value, bind), bind: (bind) => boundTerms(field, value, boost, bind) };
}

function lookupNode(field: string, lookup: JsonObject, boost: number): QueryNode {
  const { index, id, path } = lookup;
  if (typeof index !== 'string' || id === undefined || typeof path !== 'string') {
    throw illegalArgument('[terms] query lookup element requires specifying the index, id and path.');
  }
  return {
    bind: (scope) => {
      if (!scope.context.lookup) throw unsupported('[terms] lookup');
      const source = scope.context.lookup(index, String(id));
      return boundTerms(field, source ? valuesAt(source, path.split('.')) : [], boost, scope);
    },
  };
}

function unsupported(what: string): ElasticsearchError {
  return illegalArgument(`${what} is not supported by this server`);
}

function valuesAt(source: JsonValue, steps: readonly string[]): JsonValue[] {
  if (isJsonArray(source)) return source.flatMap((item) => valuesAt(item, steps));
  if (steps.length === 0) return source === null ? [] : [source];
  if (!isJsonObject(source)) return [];
  for (let taken = steps.length; taken > 0; taken -= 1) {
    const key = steps.slice(0, taken).join('.');
    const inner = Object.hasOwn(source, key) ? source[key] : undefined;
    if (inner !== undefined) return valuesAt(inner, steps.slice(taken));
  }
  return [];
}

function boundTerms(name: string, values: readonly JsonValue[], boost: number, scope: BindScope): BoundQuery {
  if (values.length > MAX_TERMS) {
    throw shardError(scope, `failed to create query: The number of terms [${values.length}] used in the Terms Query request has exceeded the allowed maximum of [${MAX_TERMS}]. This maximum can be set by changing the [index.max_terms_count] index level setting.`);
  }
  const field = scope.mapping.resolve(name);
  if (!field || values.length === 0) return MATCH_NONE;
  if (field.family === 'keyword' || field.path === '_id') {
    const texts = values.map((value) => (isScalar(value) ? scalarText(value) : ''));
    const wanted = new Set(field.normalize ? texts.map(field.normalize) : texts);
    if (field.path === '_id') return { ...constantScore((document) => wanted.has(document.id), boost), ids: texts };
    return constantScore((document) => document.fieldValues(field).some((value) => wanted.has(String(value))), boost);
  }
  const tests = values.map((value) => termTest(field, value, false, scope).test);
  return constantScore((document) => tests.some((test) => test(document)), boost);
}

/** `{ terms_set: { FIELD: { terms, minimum_should_match_field | minimum_should_match_script } } }` */
export function parseTermsSet(body: JsonValue, scope: ParseScope): QueryNode {
  const { field, options } = singleField('terms_set', body, scope, {
    shorthand: 'terms',
    options: ['terms', 'minimum_should_match', 'minimum_should_match_field', 'minimum_should_match_script'],
  });
  const { terms, minimum_should_match_field: countField } = options;
  if (!isJsonArray(terms)) throw illegalArgument('[terms_set] query requires an array of terms');
  if (options.minimum_should_match_script !== undefined) throw unsupported('[terms_set] with a script');
  const fixed = options.minimum_should_match === undefined ? undefined : numberOption(options, 'minimum_should_match', 0);
  if (typeof countField !== 'string' && fixed === undefined) throw illegalArgument('No minimum should match has been specified');
  const boost = boostOf(options);
  return {
    bind: (bind) => {
      const clauses = terms.map((term) => boundTerm(field, term, { caseInsensitive: false, boost }, bind));
      const required = typeof countField === 'string' ? bind.mapping.resolve(countField) : undefined;
      const any = anyOf(clauses);
      return {
        ...any,
        matches: (document) => {
          const minimum = fixed ?? (required ? Number(document.fieldValues(required)[0] ?? Infinity) : Infinity);
          return clauses.filter((clause) => clause.matches(document)).length >= Math.max(minimum, 1);
        },
      };
    },
  };
}

/** `{ ids: { values: [..] } }` */
export function parseIds(body: JsonValue, scope: ParseScope): QueryNode {
  const object = objectBody('ids', body, scope);
  for (const key of Object.keys(object)) {
    if (!['values', 'boost', '_name'].includes(key)) throw scope.at(key).contentError(`[ids] unknown field [${key}]`, 'key');
  }
  const values = isJsonArray(object.values) ? object.values : object.values === undefined ? undefined : [object.values];
  if (!values) throw illegalArgument('[ids] requires providing "values"');
  const ids = values.map((value) => (isScalar(value) ? scalarText(value) : ''));
  const wanted = new Set(ids);
  const boost = boostOf(object);
  return { rewrite: () => (ids.length === 0 ? 'none' : undefined), bind: () => (ids.length === 0 ? MATCH_NONE : { ...constantScore((document) => wanted.has(document.id), boost), ids }) };
}
