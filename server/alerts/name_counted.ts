import type { Episode } from '../../common/detection';
import { alertsIndex } from '../lib/indices';
import { bucketsOf, search } from '../lib/search';
import { ofStagingRules, type Clause } from './alert_query';
import { ruleIdsOf, type AlertsDependencies } from './find_alerts';

const ruleIdField = 'kibana.alert.rule.rule_id';
/** More names than a sentence can hold. */
const MOST_RULES = 20;

/**
 * The alert of a threshold rule has nothing of its events but what they were grouped by (recorded: `alert-threshold.json`): a host without its name, a number of
 * rules without theirs. Both are read off the alerts of the same host, those of verbatim seeds and ports aside, which the correlating rule does not count either.
 */
export async function nameCounted<E extends Episode>(dependencies: AlertsDependencies, episodes: readonly E[]): Promise<E[]> {
  const open = episodes.filter(({ counted, host }) => counted !== undefined && host.id !== undefined && (host.name === undefined || countsRules(counted)));
  if (open.length === 0) return [...episodes];
  const { aggregations } = await search(dependencies.elasticsearch, alertsIndex(dependencies.spaceId), buildRequest(dependencies, open));
  const names = new Map(bucketsOf(aggregations, 'hosts').map((bucket) => [String(bucket.key), String(bucketsOf(bucket, 'name')[0]?.key ?? '')]));
  const ofAlerts = ((aggregations.alerts as { buckets?: unknown } | undefined)?.buckets ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return episodes.map((episode) => {
    const { counted, host, id } = episode;
    if (counted === undefined || !open.includes(episode)) return episode;
    const ruleNames = countsRules(counted) ? bucketsOf(ofAlerts[id] ?? {}, 'rules').map(({ key }) => String(key)) : [];
    return { ...episode, host: { ...host, name: host.name ?? (names.get(host.id ?? '') || undefined) }, counted: { ...counted, ruleNames } };
  });
}

function countsRules({ different }: NonNullable<Episode['counted']>): boolean {
  return different.some(({ field }) => field === ruleIdField);
}

function buildRequest(dependencies: AlertsDependencies, episodes: readonly Episode[]): Clause {
  const ids = [...new Set(episodes.flatMap(({ host }) => (host.id === undefined ? [] : [host.id])))];
  const notCounted = dependencies.ruleContents.filter(({ seed }) => seed === 'verbatim' || seed === 'port').map(({ rule_id }) => rule_id);
  const ofAlert = ({ host, counted, createdAt, rule }: Episode): Clause => ({
    bool: {
      filter: [{ term: { 'host.id': host.id } }, { range: { '@timestamp': { gte: counted?.from ?? createdAt, lte: createdAt } } }],
      must_not: [{ terms: { [ruleIdField]: [...notCounted, rule.ruleId] } }],
    },
  });
  return {
    size: 0,
    query: { bool: { filter: [ofStagingRules(ruleIdsOf(dependencies)), { terms: { 'host.id': ids } }] } },
    aggs: {
      alerts: { filters: { filters: Object.fromEntries(episodes.map((episode) => [episode.id, ofAlert(episode)])) }, aggs: { rules: { terms: { field: 'kibana.alert.rule.name', size: MOST_RULES, order: { _key: 'asc' } } } } },
      hosts: { terms: { field: 'host.id', size: ids.length }, aggs: { name: { terms: { field: 'host.name', size: 1 } } } },
    },
  };
}
