import { ElasticsearchError } from '../../errors/elasticsearch_error';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { minimumShouldMatch } from '../fields/minimum_should_match';
import { boostOf, numberOption, objectBody, textOption, type ParseScope } from '../parse_scope';
import { bindRewritten, constantScore, MATCH_NONE, matchAll, type BindScope, type BoundQuery, type QueryNode, type Rewritten } from '../query_node';
import { bestOf, booleanQuery } from './boolean_logic';

/** Parses an inner clause; given by the registry so that clauses can hold clauses. */
export type ParseClause = (body: JsonValue, scope: ParseScope) => QueryNode;

const BOOL_OPTIONS = ['must', 'filter', 'should', 'must_not', 'mustNot', 'minimum_should_match', 'boost', '_name', 'adjust_pure_negative'];

/** `{ bool: { must, filter, should, must_not, minimum_should_match } }` */
export function parseBool(parseClause: ParseClause): ParseClause {
  return (body, scope) => {
    const object = objectBody('bool', body, scope);
    for (const key of Object.keys(object)) {
      if (!BOOL_OPTIONS.includes(key)) throw scope.at(key).error(`[bool] query does not support [${key}]`);
    }
    const list = (key: string): QueryNode[] => boolClauses(key, object[key], scope.at(key), parseClause);
    const clauses: BoolClauses = {
      must: list('must'),
      filter: list('filter'),
      should: list('should'),
      mustNot: [...list('must_not'), ...list('mustNot')],
    };
    const wanted = textOption(object, 'minimum_should_match');
    const boost = boostOf(object);
    return { rewrite: (bind) => rewriteBool(clauses, bind), bind: (bind) => bindBool(clauses, wanted, boost, bind) };
  };
}

interface BoolClauses {
  readonly must: readonly QueryNode[];
  readonly filter: readonly QueryNode[];
  readonly should: readonly QueryNode[];
  readonly mustNot: readonly QueryNode[];
}

function bindBool({ must, filter, should, mustNot }: BoolClauses, wanted: string | undefined, boost: number, scope: BindScope): BoundQuery {
  const bindAll = (nodes: readonly QueryNode[]): BoundQuery[] => nodes.map((node) => bindRewritten(node, scope));
  const optional = must.length + filter.length > 0 ? 0 : Math.min(1, should.length);
  const minimum = wanted === undefined ? optional : minimumOf(wanted, should.length);
  return booleanQuery({ must: bindAll(must), filter: bindAll(filter), should: bindAll(should), mustNot: bindAll(mustNot), minimum, boost });
}

/** All clauses are rewritten, in Elasticsearch's order, before any conclusion is drawn. */
function rewriteBool({ must, filter, should, mustNot }: BoolClauses, scope: BindScope): Rewritten {
  const rewriteAll = (nodes: readonly QueryNode[]): Rewritten[] => nodes.map((node) => node.rewrite?.(scope));
  const required = rewriteAll(must);
  rewriteAll(mustNot);
  required.push(...rewriteAll(filter));
  const optional = rewriteAll(should);
  if (required.includes('none')) return 'none';
  return required.length === 0 && optional.length > 0 && optional.every((result) => result === 'none') ? 'none' : undefined;
}

/** A whole number above the number of clauses is kept: such a query matches nothing. */
function minimumOf(wanted: string, count: number): number {
  const fixed = /^\d+$/.test(wanted.trim()) ? Number(wanted) : undefined;
  return count > 0 && fixed !== undefined ? fixed : minimumShouldMatch(wanted, count);
}

/** Clauses of a `bool`: whatever is wrong inside is wrapped with the name of the occurrence. */
function boolClauses(key: string, value: JsonValue | undefined, scope: ParseScope, parseClause: ParseClause): QueryNode[] {
  return clauseList(value, scope, (body, at) => {
    try {
      return parseClause(body, at);
    } catch (error) {
      if (error instanceof ElasticsearchError && error.phase === 'parse') throw wrapped(key, body, error, at);
      throw error;
    }
  });
}

function wrapped(key: string, body: JsonValue, error: ElasticsearchError, scope: ParseScope): ElasticsearchError {
  const { line, col } = error.extra;
  const written = /^\[\d+:\d+\] /.exec(error.reason)?.[0];
  const name = isJsonObject(body) ? Object.keys(body)[0] : undefined;
  const place = line === undefined ? (written ?? (name === undefined ? scope : scope.at(name)).prefix('last')) : `[${String(line)}:${String(col)}] `;
  return new ElasticsearchError({ type: 'x_content_parse_exception', reason: `${place}[bool] failed to parse field [${key}]`, causedBy: error });
}

function clauseList(value: JsonValue | undefined, scope: ParseScope, parseClause: ParseClause): QueryNode[] {
  if (value === undefined) return [];
  if (isJsonArray(value)) return value.map((item, index) => parseClause(item, scope.at(index)));
  return [parseClause(value, scope)];
}

/** `{ constant_score: { filter, boost } }` */
export function parseConstantScore(parseClause: ParseClause): ParseClause {
  return (body, scope) => {
    const object = objectBody('constant_score', body, scope);
    for (const key of Object.keys(object)) {
      if (!['filter', 'boost', '_name'].includes(key)) throw scope.at(key).error(`[constant_score] query does not support [${key}]`);
    }
    if (object.filter === undefined) throw scope.error("[constant_score] requires a 'filter' element", 'last');
    const inner = parseClause(object.filter, scope.at('filter'));
    const boost = boostOf(object);
    return {
      rewrite: (bind) => inner.rewrite?.(bind),
      bind: (bind) => {
        const bound = bindRewritten(inner, bind);
        return bound.kind === 'none' ? MATCH_NONE : { ...constantScore(bound.matches, boost), required: [bound] };
      },
    };
  };
}

/** `{ dis_max: { queries, tie_breaker } }` */
export function parseDisMax(parseClause: ParseClause): ParseClause {
  return (body, scope) => {
    const object = objectBody('dis_max', body, scope);
    for (const key of Object.keys(object)) {
      if (!['queries', 'tie_breaker', 'boost', '_name'].includes(key)) throw scope.at(key).error(`[dis_max] query does not support [${key}]`);
    }
    const clauses = clauseList(object.queries, scope.at('queries'), parseClause);
    if (clauses.length === 0) throw scope.error("[dis_max] requires 'queries' field with at least one clause", 'last');
    const tieBreaker = numberOption(object, 'tie_breaker', 0);
    const boost = boostOf(object);
    return { bind: (bind) => bestOf(clauses.map((clause) => bindRewritten(clause, bind)), tieBreaker, boost) };
  };
}

/** `{ boosting: { positive, negative, negative_boost } }` */
export function parseBoosting(parseClause: ParseClause): ParseClause {
  return (body, scope) => {
    const object = objectBody('boosting', body, scope);
    if (object.positive === undefined) throw scope.error("[boosting] query requires 'positive' query to be set'", 'last');
    if (object.negative === undefined) throw scope.error("[boosting] query requires 'negative' query to be set'", 'last');
    const positive = parseClause(object.positive, scope.at('positive'));
    const negative = parseClause(object.negative, scope.at('negative'));
    const factor = numberOption(object, 'negative_boost', -1);
    if (factor < 0) throw scope.error("[boosting] query requires 'negative_boost' to be set to be a positive value'", 'last');
    const boost = boostOf(object);
    return {
      bind: (bind) => {
        const wanted = positive.bind(bind);
        const unwanted = negative.bind(bind);
        return {
          matches: wanted.matches,
          score: (document) => boost * wanted.score(document) * (unwanted.matches(document) ? factor : 1),
          required: [wanted],
        };
      },
    };
  };
}

/** `{ match_all: { boost } }` and `{ match_none: {} }` */
export function parseMatchAll(body: JsonValue, scope: ParseScope): QueryNode {
  const boost = boostOf(checkedOptions('match_all', body, scope));
  return { bind: () => matchAll(boost) };
}

export function parseMatchNone(body: JsonValue, scope: ParseScope): QueryNode {
  checkedOptions('match_none', body, scope);
  return { rewrite: () => 'none', bind: () => MATCH_NONE };
}

function checkedOptions(name: string, body: JsonValue, scope: ParseScope): JsonObject {
  const object = objectBody(name, body, scope);
  for (const key of Object.keys(object)) {
    if (key !== 'boost' && key !== '_name') throw scope.at(key).contentError(`[${name}] unknown field [${key}]`, 'key');
  }
  return object;
}
