import type { ElasticsearchClient } from '@kbn/core/server';
import type { EndpointResponse, findAlerts as contract } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import { AppError } from '../lib/app_error';
import { alertsIndex } from '../lib/indices';
import { bucketsOf, search, type Hit, type SearchAnswer } from '../lib/search';
import { buildBlocksRequest, shownFields } from './alert_query';
import { buildFacetsRequest, buildFindAlertsRequest, type FindAlertsQuery } from './build_find_alerts_request';
import { nameCounted } from './name_counted';
import { toEpisode } from './to_episode';

const MAX_RESULT_WINDOW = 10_000;

export interface AlertsDependencies {
  /** As the current user: what they may not read is not found. */
  readonly elasticsearch: ElasticsearchClient;
  readonly spaceId: string;
  readonly ruleContents: readonly RuleContent[];
}

/** One page of staging alerts, a row an episode. An alerts index that is not there yet is an empty page; no right to it is `forbidden`. */
export async function findAlerts(dependencies: AlertsDependencies, query: FindAlertsQuery): Promise<EndpointResponse<typeof contract>> {
  if (query.page * query.perPage > MAX_RESULT_WINDOW) throw new AppError('invalid_request', `Pages go as far as ${MAX_RESULT_WINDOW} alerts. Narrow the time range or the filters.`);
  const { elasticsearch, spaceId } = dependencies;
  const ruleIds = ruleIdsOf(dependencies);
  const [page, facets] = await Promise.all([
    search(elasticsearch, alertsIndex(spaceId), buildFindAlertsRequest(query, ruleIds)),
    search(elasticsearch, alertsIndex(spaceId), buildFacetsRequest(query, ruleIds)),
  ]);
  const blocks = await findBlocks(dependencies, page.hits);
  const partial = page.partial ?? blocks.partial ?? facets.partial;
  return {
    alerts: await nameCounted(dependencies, page.hits.map((alert) => toEpisode(alert, blocks.hits))),
    total: page.total,
    totalRelation: 'eq',
    testAlerts: (facets.aggregations.tests as { doc_count?: number } | undefined)?.doc_count ?? 0,
    facets: toFacets(facets),
    ...(partial ? { partial } : {}),
  };
}

export function ruleIdsOf({ ruleContents }: Pick<AlertsDependencies, 'ruleContents'>): string[] {
  return ruleContents.map(({ rule_id }) => rule_id);
}

/** The building blocks of those alerts that are shells; all of each block where `fields` says so. */
export async function findBlocks({ elasticsearch, spaceId }: AlertsDependencies, alerts: readonly Hit[], fields: 'shown' | 'all' = 'shown'): Promise<Pick<SearchAnswer, 'hits' | 'partial'>> {
  if (alerts.length === 0) return { hits: [] };
  const request = buildBlocksRequest(alerts.map(({ id }) => id));
  return search(elasticsearch, alertsIndex(spaceId), fields === 'all' ? request : { ...request, _source: shownFields });
}

function toFacets({ aggregations }: SearchAnswer): EndpointResponse<typeof contract>['facets'] {
  const shown = (aggregations.shown ?? {}) as Readonly<Record<string, unknown>>;
  return {
    rules: bucketsOf(shown, 'rules').map((bucket) => ({ ruleId: String(bucket.key), name: String(bucketsOf(bucket, 'name')[0]?.key ?? bucket.key), count: bucket.doc_count })),
    hosts: bucketsOf(shown, 'hosts').map(({ key, doc_count }) => ({ name: String(key), count: doc_count })),
  };
}
