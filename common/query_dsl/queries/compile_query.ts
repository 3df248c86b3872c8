import type { JsonObject, JsonValue } from '../json';
import { isJsonObject } from '../json';
import type { CompiledMapping } from '../mapping/compiled_mapping';
import type { CompiledQuery, ParsedQuery, QueryContext, QueryOrigin } from './compiled_query';
import { parseBool, parseBoosting, parseConstantScore, parseDisMax, parseMatchAll, parseMatchNone, type ParseClause } from './compound/compound_queries';
import { parseFunctionScore } from './compound/function_score_query';
import { idsHint, rangeHint } from './compound/boolean_logic';
import { parseNested } from './compound/nested_query';
import { parseExists } from './leaf/exists_query';
import { parseMatchFamily } from './leaf/match_queries';
import { parseMultiMatch } from './leaf/multi_match_query';
import { parseFuzzy, parsePrefix, parseRegexpQuery, parseWildcardQuery } from './leaf/pattern_queries';
import { parseQueryString } from './leaf/query_string_query';
import { parseRangeQuery } from './leaf/range_query';
import { parseScriptQuery } from './leaf/script_query';
import { parseSimpleQueryString } from './leaf/simple_query_string_query';
import { parseIds, parseTerm, parseTerms, parseTermsSet } from './leaf/term_query';
import { illegalArgument, MAX_QUERY_DEPTH, ParseScope, tokenName } from './parse_scope';
import { bindRewritten, rewriteOnce, type BoundQuery, type QueryNode } from './query_node';

/** Every query this room runs, by name; anything else is refused as Elasticsearch refuses unknown queries. */
const QUERIES: Readonly<Record<string, ParseClause>> = {
  match_all: parseMatchAll,
  match_none: parseMatchNone,
  term: parseTerm,
  terms: parseTerms,
  terms_set: parseTermsSet,
  ids: parseIds,
  range: parseRangeQuery,
  exists: parseExists,
  prefix: parsePrefix,
  wildcard: parseWildcardQuery,
  regexp: parseRegexpQuery,
  fuzzy: parseFuzzy,
  match: parseMatchFamily('match'),
  match_phrase: parseMatchFamily('match_phrase'),
  match_phrase_prefix: parseMatchFamily('match_phrase_prefix'),
  match_bool_prefix: parseMatchFamily('match_bool_prefix'),
  multi_match: parseMultiMatch,
  query_string: parseQueryString,
  simple_query_string: parseSimpleQueryString,
  script: parseScriptQuery,
  bool: parseBool(parseClause),
  constant_score: parseConstantScore(parseClause),
  dis_max: parseDisMax(parseClause),
  boosting: parseBoosting(parseClause),
  nested: parseNested(parseClause),
  function_score: parseFunctionScore(parseClause),
};

/** Names of the queries this room runs. */
export const QUERY_NAMES: readonly string[] = Object.keys(QUERIES);

/** Parses one clause `{ NAME: body }`. */
function parseClause(clause: JsonValue, scope: ParseScope): QueryNode {
  if (scope.depth > MAX_QUERY_DEPTH) {
    throw illegalArgument(`The nested depth of the query exceeds the maximum nested depth for queries set in [indices.query.bool.max_nested_depth]`);
  }
  if (!isJsonObject(clause)) throw notAnObject(clause, scope);
  const [name, second] = Object.keys(clause);
  if (name === undefined) throw illegalArgument(`query malformed, empty clause found${scope.prefix('last') === '' ? '' : ` at ${scope.prefix('last').trim()}`}`);
  const inner = scope.at(name).deeper();
  const parse = Object.hasOwn(QUERIES, name) ? QUERIES[name] : undefined;
  const body = clause[name] ?? null;
  if (!parse) throw unknownQuery(name, inner);
  if (!isJsonObject(body)) throw inner.error(`[${name}] query malformed, no start_object after query name`);
  const node = rewriteOnce(parse(body, inner));
  if (second !== undefined) throw scope.at(second).error(`[${name}] malformed query, expected [END_OBJECT] but found [FIELD_NAME]`, 'key');
  return node;
}

function notAnObject(clause: JsonValue, scope: ParseScope): Error {
  if (scope.depth > 0) return scope.error('[_na] query malformed, must start with start_object');
  return scope.error(`Unknown key for a ${tokenName(clause)} in [${String(scope.path[scope.path.length - 1] ?? 'query')}].`);
}

function unknownQuery(name: string, scope: ParseScope): Error {
  return scope.error(`unknown query [${name}]`, 'value', {
    type: 'named_object_not_found_exception',
    reason: `${scope.prefix('value')}unknown field [${name}]`,
  });
}

/**
 * Checks the form of a query. Throws ElasticsearchError of phase `parse` (parsing_exception, illegal_argument_exception); with
 * `origin` it carries line and column.
 */
export function parseQuery(query: JsonValue, origin?: QueryOrigin): ParsedQuery {
  const node = parseClause(query, new ParseScope(origin?.text, origin?.path ?? [], 0));
  return { bind: (mapping, context) => compiled(bindRewritten(node, { mapping, context })) };
}

function compiled(query: BoundQuery): CompiledQuery {
  return {
    matches: query.matches,
    score: (document) => (query.matches(document) ? query.score(document) : 0),
    timeRange: (field) => rangeHint(query, field),
    ids: () => idsHint(query),
    matchesNothing: query.kind === 'none',
  };
}

/** `parseQuery` and `bind` in one. */
export function compileQuery(query: JsonObject, mapping: CompiledMapping, context: QueryContext): CompiledQuery {
  return parseQuery(query).bind(mapping, context);
}
