import { EqlError, compile, readSearchRequest as readEqlRequest, run, type CompiledQuery, type EqlEvent, type RunResult } from '../../../../common/eql';
import { ElasticsearchError, parseQuery, type JsonObject } from '../../../../common/query_dsl';
import type { BodyValue } from '../json/write_json';
import { isObject } from '../json/values';
import { QueryParameters } from '../http/query_parameters';
import { mergedSchema, toEqlEvent } from './eql_schema';
import type { Hit } from './execute_search';
import { fetchFields } from './fetch_fields';
import { writeSource } from './fetch_hits';
import { fieldRequests, readSearchRequest } from './search_request';
import { bindQuery, matchesOf, type Match, type SearchTarget } from './search_target';
import { WHOLE_SOURCE } from './source_filter';

const NO_OPTIONS = readSearchRequest('', new QueryParameters(''));

/**
 * Runs an EQL search over indices, in the order of their names.
 * @param text body as sent, for places in refusals of the filter
 * @returns the body of the answer
 * @throws ElasticsearchError where the query is refused
 */
export function runEqlSearch(body: JsonObject, text: string, targets: readonly SearchTarget[], now: number): BodyValue {
  const started = performance.now();
  try {
    const request = readEqlRequest(body, now);
    const { filter } = request;
    const query = isObject(filter) ? parseQuery(filter, { text, path: ['filter'] }) : undefined;
    const schema = mergedSchema(targets.map((target) => target.mapping), targets.map((target) => target.index));
    const compiled = compile(request.query, schema, request.options);
    const matches = new Map<EqlEvent, Match>();
    const shards = targets.map((target, shard) => {
      const before = matches.size;
      for (const match of matchesOf(target, shard, bindQuery(query, target, now))) matches.set(toEqlEvent(match.document, target.mapping, targets.length > 1), match);
      return { size: matches.size - before, isMapped: (path: string): boolean => target.mapping.resolve(path) !== undefined };
    });
    const folded = isFolded(compiled, request.run.size);
    const result = run(compiled, [...matches.keys()], { ...request.run, ...(targets.length > 1 ? { shards } : {}) });
    return writeAnswer(folded ? { kind: 'events', events: [], total: 0 } : result, (event) => writeEvent(matches.get(event), request.fields, now), performance.now() - started);
  } catch (error) {
    throw error instanceof EqlError ? toElasticsearchError(error) : error;
  }
}

/** A sequence that its text alone shows to be empty is answered with an empty list of events, as Elasticsearch does. */
function isFolded(compiled: CompiledQuery, size: number | undefined): boolean {
  if (compiled.kind === 'event_query') return false;
  const never = compiled.stages.some(({ missing, matcher }) => !missing && matcher.kind === 'constant' && !matcher.value);
  return never || size === 0 || compiled.query.pipes.some(({ count }) => count === 0);
}

function toElasticsearchError(error: EqlError): ElasticsearchError {
  return new ElasticsearchError({ type: error.type, reason: error.reason }, { status: error.status });
}

const MISSING_EVENT: BodyValue = { _index: '', _id: '', _source: null, missing: true };

function writeAnswer(result: RunResult, write: (event: EqlEvent) => BodyValue, tookMs: number): BodyValue {
  const total: BodyValue = { value: result.total, relation: 'eq' };
  const found: Record<string, BodyValue> = result.kind === 'events'
    ? { events: result.events.map(write) }
    : { sequences: result.sequences.map(({ events, joinKeys }): BodyValue => ({ ...(joinKeys.length > 0 ? { join_keys: joinKeys } : {}), events: events.map((event) => (event === null ? MISSING_EVENT : write(event))) })) };
  return { is_partial: false, is_running: false, took: Math.round(tookMs), timed_out: false, hits: { total, ...found } };
}

function writeEvent(match: Match | undefined, fields: unknown, now: number): BodyValue {
  if (match === undefined) return MISSING_EVENT;
  const source = writeSource(match.entry.source ?? '{}', WHOLE_SOURCE);
  const wanted = fieldRequests(fields as JsonObject[string]);
  const hit: Hit = { ...match, score: undefined, keys: [], columns: [] };
  const fetched = wanted.length === 0 ? {} : fetchFields(hit, { request: { ...NO_OPTIONS, fields: wanted }, sorts: [], now }).fields;
  return { _index: match.target.index, _id: match.entry.id, _source: source, ...(Object.keys(fetched).length > 0 ? { fields: fetched } : {}) };
}
