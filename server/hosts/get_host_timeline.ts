import type { ElasticsearchClient } from '@kbn/core/server';
import type { EndpointRequest, EndpointResponse, getHostTimeline as contract } from '../../common/api';
import { readDocument, toStagingEvent, type RuleContent } from '../../common/detection';
import { foldRows, orderRows, toTimelineRow, type TimelineRow } from '../../common/timeline';
import { eventIndices } from '../lib/indices';
import { requireReadable } from '../lib/require_readable';
import { bucketsOf, search, type Hit, type SearchAnswer } from '../lib/search';
import { findAlertRows } from './find_alert_rows';
import { eventFields, inLanes, lanes, ofHost, type HostName, type Lane } from './host_query';

const MAX_EVENTS = 10_000;
const MINUTE_MS = 60_000;
const LOOK_FOR_LANES_MS = 30 * 24 * 60 * MINUTE_MS;

export interface HostsDependencies {
  /** As the current user. */
  readonly elasticsearch: ElasticsearchClient;
  readonly spaceId: string;
  readonly ruleContents: readonly RuleContent[];
}

type TimelineQuery = EndpointRequest<typeof contract>['query'];

/** What happened on one host around a moment, process, file, registry and alerts in one order. Throws `forbidden` where no source may be read. */
export async function getHostTimeline(dependencies: HostsDependencies, query: TimelineQuery): Promise<EndpointResponse<typeof contract>> {
  const atMs = Date.parse(query.at);
  const range = { fromMs: atMs - query.spanMinutes * MINUTE_MS, toMs: atMs + query.spanMinutes * MINUTE_MS };
  const [before, after, seen, alerts] = await Promise.all([
    searchEvents(dependencies, query, { gte: range.fromMs, lte: atMs }, 'desc'),
    searchEvents(dependencies, query, { gt: atMs, lte: range.toMs }, 'asc'),
    searchLanes(dependencies, query, atMs, range.toMs),
    findAlertRows(dependencies, query, range),
  ]);
  await requireReadable(dependencies.elasticsearch, seen);
  const shown = nearest([...before.hits, ...after.hits], atMs);
  const rows = orderRows([...shown.flatMap((hit) => toRow(hit) ?? []), ...alerts.rows]);
  const total = before.total + after.total;
  const partial = before.partial ?? after.partial ?? seen.partial ?? alerts.partial;
  const seenLanes = new Set(bucketsOf(seen.aggregations, 'lanes').map(({ key }) => key));
  return {
    host: describeHost(query, shown[0] ?? seen.hits[0]),
    from: new Date(range.fromMs).toISOString(),
    to: new Date(range.toMs).toISOString(),
    rows: query.fold === 'true' ? foldRows(rows) : rows,
    totalEvents: total,
    shownEvents: shown.length,
    blindLanes: lanes.filter((lane: Lane) => !seenLanes.has(lane)),
    ...(total === 0 ? await lastBefore(dependencies, query, range.fromMs) : {}),
    ...(alerts.missing ? { alertsMissing: alerts.missing } : {}),
    ...(partial ? { partial } : {}),
  };
}

function searchEvents({ elasticsearch }: HostsDependencies, host: HostName, range: Record<string, number>, order: 'asc' | 'desc'): Promise<SearchAnswer> {
  return search(elasticsearch, eventIndices, {
    size: MAX_EVENTS,
    track_total_hits: true,
    _source: eventFields,
    query: { bool: { filter: [ofHost(host), inLanes, { range: { '@timestamp': { ...range, format: 'epoch_millis' } } }] } },
    sort: [{ '@timestamp': { order, unmapped_type: 'date' } }],
  });
}

/** Counted back from the moment in focus and not from now, so that old logs are not called blind. */
function searchLanes({ elasticsearch }: HostsDependencies, host: HostName, atMs: number, toMs: number): Promise<SearchAnswer> {
  return search(elasticsearch, eventIndices, {
    size: 1,
    _source: eventFields,
    query: { bool: { filter: [ofHost(host), inLanes, { range: { '@timestamp': { gte: atMs - LOOK_FOR_LANES_MS, lte: toMs, format: 'epoch_millis' } } }] } },
    aggs: { lanes: { terms: { field: 'event.category', size: 50 } } },
  });
}

async function lastBefore({ elasticsearch }: HostsDependencies, host: HostName, beforeMs: number): Promise<{ lastEventAt?: string }> {
  const { hits } = await search(elasticsearch, eventIndices, {
    size: 1,
    _source: ['@timestamp'],
    query: { bool: { filter: [ofHost(host), inLanes, { range: { '@timestamp': { lt: beforeMs, format: 'epoch_millis' } } }] } },
    sort: [{ '@timestamp': { order: 'desc', unmapped_type: 'date' } }],
  });
  const lastEventAt = hits[0] && readDocument(hits[0].source).time('@timestamp');
  return lastEventAt === undefined ? {} : { lastEventAt };
}

function nearest(hits: readonly Hit[], atMs: number): readonly Hit[] {
  if (hits.length <= MAX_EVENTS) return hits;
  const distance = new Map(hits.map((hit) => [hit, Math.abs(Date.parse(readDocument(hit.source).time('@timestamp') ?? '') - atMs)]));
  return [...hits].sort((left, right) => (distance.get(left) ?? 0) - (distance.get(right) ?? 0)).slice(0, MAX_EVENTS);
}

function toRow({ id, index, source }: Hit): TimelineRow | undefined {
  const event = toStagingEvent(source, { position: 1, id, index });
  const category = readDocument(source).texts('event.category').find((text): text is Lane => (lanes as readonly string[]).includes(text));
  return toTimelineRow(category === undefined ? event : { ...event, category });
}

function describeHost({ hostId, hostName }: HostName, sample: Hit | undefined): { id?: string; name?: string; os?: string } {
  if (!sample) return { id: hostId, name: hostName };
  const read = readDocument(sample.source);
  return { id: hostId ?? read.text('host.id'), name: read.text('host.name') ?? hostName, os: read.text('host.os.name') ?? read.text('host.os.type') };
}
