import { isJsonArray, isScalarValue, type JsonObject, type JsonValue } from '../../json';
import { anyOf, bestOf, booleanQuery } from '../compound/boolean_logic';
import { boundMatch, type MatchKind, type MatchOptions } from '../fields/text_match';
import { MATCH_NONE, type BindScope, type BoundQuery, type QueryNode } from '../query_node';
import { illegalArgument, numberOption, objectBody, textOption, tokenName, type ParseScope } from '../parse_scope';
import { expandFields, isAllFields, parseWeightedField, type WeightedField } from './field_list';
import { matchOptions } from './match_queries';

const OPTIONS = [
  'query', 'fields', 'type', 'tie_breaker', 'analyzer', 'boost', '_name', 'slop', 'fuzziness', 'prefix_length', 'max_expansions', 'operator',
  'minimum_should_match', 'fuzzy_rewrite', 'lenient', 'zero_terms_query', 'auto_generate_synonyms_phrase_query', 'fuzzy_transpositions', 'cutoff_frequency',
];

const TYPES: Readonly<Record<string, MatchKind>> = {
  best_fields: 'match',
  most_fields: 'match',
  cross_fields: 'match',
  phrase: 'phrase',
  phrase_prefix: 'phrase_prefix',
  bool_prefix: 'bool_prefix',
};

/** `{ multi_match: { query, fields, type, … } }` */
export function parseMultiMatch(body: JsonValue, scope: ParseScope): QueryNode {
  const object = objectBody('multi_match', body, scope);
  for (const key of Object.keys(object)) {
    if (!OPTIONS.includes(key)) throw scope.at(key).error(`[multi_match] query does not support [${key}]`);
  }
  const query = object.query ?? null;
  if (object.query === undefined) throw scope.error('No text specified for multi_match query', 'last');
  if (!isScalarValue(query)) throw scope.at('query').error(`[multi_match] unknown token [${tokenName(query)}] after [query]`);
  const type = (textOption(object, 'type') ?? 'best_fields').toLowerCase();
  if (!Object.hasOwn(TYPES, type)) throw scope.at('type').error(`failed to parse [multi_match] query type [${type}]. unknown type.`);
  const fields = fieldList(object.fields);
  const options = matchOptions(object);
  const settings: MultiMatchSettings = {
    type,
    kind: TYPES[type] ?? 'match',
    tieBreaker: numberOption(object, 'tie_breaker', 0),
    options: { ...options, lenient: object.lenient === undefined ? isAllFields(fields) : options.lenient },
  };
  if (settings.kind === 'phrase' && options.fuzziness !== undefined) throw illegalArgument('Fuzziness not allowed for type [phrase]');
  return { bind: (bind) => boundMultiMatch(fields, query, settings, bind) };
}

function fieldList(fields: JsonObject[string]): WeightedField[] {
  if (fields === undefined) return [];
  return (isJsonArray(fields) ? fields : [fields]).map((field) => parseWeightedField(String(field)));
}

interface MultiMatchSettings {
  readonly type: string;
  readonly kind: MatchKind;
  readonly tieBreaker: number;
  readonly options: MatchOptions;
}

function boundMultiMatch(fields: readonly WeightedField[], query: JsonValue, settings: MultiMatchSettings, scope: BindScope): BoundQuery {
  const expanded = expandFields(fields, scope.mapping);
  const { options } = settings;
  if (settings.type === 'cross_fields') return crossFields(expanded, query, settings, scope);
  const clauses = expanded.map(({ name, boost }) => boundMatch(settings.kind, name, query, { ...options, boost }, scope));
  if (clauses.length === 0) return MATCH_NONE;
  if (settings.type === 'most_fields' || settings.type === 'bool_prefix') return anyOf(clauses.filter((clause) => clause.kind !== 'none'), options.boost);
  return bestOf(clauses, settings.tieBreaker, options.boost);
}

/** Fields with the same analyser count as one big field: every word may stand in any of them. */
function crossFields(fields: readonly WeightedField[], query: JsonValue, settings: MultiMatchSettings, scope: BindScope): BoundQuery {
  const groups = new Map<string, WeightedField[]>();
  for (const field of fields) {
    const resolved = scope.mapping.resolve(field.name);
    if (!resolved) continue;
    const key = resolved.family === 'text' ? (resolved.analyzer ?? 'default') : `whole ${resolved.family}`;
    groups.set(key, [...(groups.get(key) ?? []), field]);
  }
  const clauses = [...groups.values()].map((group) => crossGroup(group, query, settings, scope));
  return clauses.length === 0 ? MATCH_NONE : bestOf(clauses, settings.tieBreaker, settings.options.boost);
}

function crossGroup(group: readonly WeightedField[], query: JsonValue, settings: MultiMatchSettings, scope: BindScope): BoundQuery {
  const first = group[0] && scope.mapping.resolve(group[0].name);
  const words = first?.family === 'text' ? (first.searchAnalysis?.tokens(String(query)) ?? []).map(({ token }) => token) : [query];
  const perWord = words.map((word) =>
    bestOf(group.map(({ name, boost }) => boundMatch('match', name, word, { ...settings.options, boost }, scope)), settings.tieBreaker, 1),
  );
  if (settings.options.operator === 'or') return anyOf(perWord);
  return booleanQuery({ must: perWord, filter: [], should: [], mustNot: [], minimum: 0, boost: 1 });
}
