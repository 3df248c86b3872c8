import { findAnalyzer } from '../../analysis/analyzer';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json';
import type { BoundQuery, QueryNode } from '../query_node';
import { booleanOption, boostOf, illegalArgument, numberOption, singleField, textOption, type ParseScope } from '../parse_scope';
import { boundMatch, type MatchKind, type MatchOptions } from '../fields/text_match';

const COMMON = ['query', 'analyzer', 'zero_terms_query'];
const FUZZY = ['fuzziness', 'prefix_length', 'max_expansions', 'fuzzy_transpositions', 'fuzzy_rewrite', 'minimum_should_match', 'operator'];

const KINDS: Readonly<Record<string, { kind: MatchKind; options: readonly string[] }>> = {
  match: { kind: 'match', options: [...COMMON, ...FUZZY, 'lenient', 'auto_generate_synonyms_phrase_query', 'cutoff_frequency', 'slop'] },
  match_phrase: { kind: 'phrase', options: [...COMMON, 'slop'] },
  match_phrase_prefix: { kind: 'phrase_prefix', options: [...COMMON, 'slop', 'max_expansions'] },
  match_bool_prefix: { kind: 'bool_prefix', options: ['query', 'analyzer', ...FUZZY] },
};

/** `{ match | match_phrase | match_phrase_prefix | match_bool_prefix: { FIELD: text | { query, … } } }` */
export function parseMatchFamily(name: string): (body: JsonValue, scope: ParseScope) => QueryNode {
  const { kind, options: allowed } = KINDS[name] ?? { kind: 'match' as const, options: COMMON };
  return (body, scope) => {
    const { field, options, scope: at } = singleField(name, body, scope, { shorthand: 'query', options: allowed });
    const query = options.query ?? null;
    if (query === null) throw (isJsonObject(body) && isJsonObject(body[field]) ? at.at('query') : at).error('No text specified for text query', 'end');
    if (isJsonArray(query) || isJsonObject(query)) throw at.at('query').error(`[${name}] unknown token [START_${isJsonArray(query) ? 'ARRAY' : 'OBJECT'}] after [query]`);
    const match = matchOptions(options);
    return { bind: (bind): BoundQuery => boundMatch(kind, field, query, match, bind) };
  };
}

/** Options of the match family, from a query's body. */
export function matchOptions(options: JsonObject): MatchOptions {
  const zeroTerms = (textOption(options, 'zero_terms_query') ?? 'none').toLowerCase();
  if (zeroTerms !== 'none' && zeroTerms !== 'all') throw illegalArgument(`Unsupported zero_terms_query value [${zeroTerms}]`);
  const analyzer = textOption(options, 'analyzer');
  return {
    operator: operatorOf(options, 'operator'),
    minimumShouldMatch: textOption(options, 'minimum_should_match'),
    fuzziness: textOption(options, 'fuzziness'),
    prefixLength: numberOption(options, 'prefix_length', 0),
    transpositions: booleanOption(options, 'fuzzy_transpositions', true),
    lenient: booleanOption(options, 'lenient', false),
    zeroTerms,
    slop: numberOption(options, 'slop', 0),
    boost: boostOf(options),
    analyzer: analyzer === undefined ? undefined : (text) => findAnalyzer(analyzer, {}).tokens(text),
  };
}

/** `or` unless the option says `and`. */
export function operatorOf(options: JsonObject, key: string): 'or' | 'and' {
  const text = (textOption(options, key) ?? 'or').toLowerCase();
  if (text === 'or' || text === 'and') return text;
  throw illegalArgument(`No enum constant org.elasticsearch.index.query.Operator.${text.toUpperCase()}`);
}
