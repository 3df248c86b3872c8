import type { ElasticsearchClient } from '@kbn/core/server';
import { lastRunOutcomeSchema, type EndpointResponse, type RuleRow, type findRules as contract } from '../../common/api';
import { testEventTag, type RuleContent } from '../../common/detection';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import { alertsIndex } from '../lib/indices';
import type { PluginFacts } from '../lib/request_services';
import type { InstalledRule, InstalledRuleStore } from './installed_rule_store';
import { isAsContent, isAsWritten } from './rule_write';

export interface FindRulesDependencies {
  readonly detectionEngine: DetectionEngineClient;
  readonly elasticsearch: ElasticsearchClient;
  readonly store: InstalledRuleStore;
  readonly ruleContents: readonly RuleContent[];
  readonly spaceId: string;
  readonly plugin: PluginFacts;
}

/** The rules of this build as they stand in the space: installed or not, running or not, as whom. */
export async function findRules(dependencies: FindRulesDependencies): Promise<EndpointResponse<typeof contract>> {
  const { detectionEngine, ruleContents, spaceId, plugin, store } = dependencies;
  const ruleIds = ruleContents.map(({ rule_id }) => rule_id);
  const [found, counts, states, allFacts] = await Promise.all([detectionEngine.findRules(ruleIds), countAlerts(dependencies, ruleIds), store.getMany(ruleIds), detectionEngine.findAlertingFacts(ruleIds)]);
  const ruleOf = ({ rule_id: ruleId }: RuleContent): DetectionRule | undefined => found.find(({ rule_id }) => rule_id === ruleId);
  const isNotOffered = (content: RuleContent): boolean => !ruleOf(content) && states.get(content.rule_id)?.notOfferedAt !== undefined;
  const rules = ruleContents
    .filter((content) => !isNotOffered(content))
    .map((content) => {
      const rule = ruleOf(content);
      const state = states.get(content.rule_id);
      const facts = rule && allFacts.get(rule.id);
      const runsAs = rule?.enabled && facts ? { ...(facts.apiKeyOwner === undefined ? {} : { user: facts.apiKeyOwner }), apiKeyOfInstaller: facts.apiKeyCreatedByUser } : undefined;
      return { ...toRow(content, rule, state), runsAs, ...(counts && (counts.get(content.rule_id) ?? { alertsLast24h: 0, testAlertsLast24h: 0 })) };
    });
  const { startUp } = plugin.installation(spaceId);
  const notOffered = ruleContents.filter(isNotOffered).map(({ rule_id: ruleId, name, twin = '' }) => ({ ruleId, name, twin }));
  return { rules, notOffered, installMode: plugin.installSpaces.includes(spaceId) ? 'api_key' : 'on_open', ...(startUp ? { startUp } : {}), absentPlugins: [...plugin.absentPlugins] };
}

function toRow(content: RuleContent, rule: DetectionRule | undefined, state: InstalledRule | undefined): RuleRow {
  const shown = rule ?? { ...content, enabled: false };
  const last = rule?.execution_summary?.last_execution;
  return {
    ruleId: content.rule_id,
    uuid: rule?.id,
    name: shown.name,
    description: shown.description,
    type: shown.type,
    isSequence: shown.type === 'eql' && /^\s*sequence\b/.test(shown.query ?? ''),
    isBuildingBlock: shown.building_block_type !== undefined,
    platforms: platformsOf(content.tags),
    severity: shown.severity,
    seed: content.seed,
    knownFaults: content.known_faults,
    state: ruleStateOf(content, rule, state),
    enabled: shown.enabled,
    lastRun: last && toLastRun(last),
    revision: rule?.revision,
    index: [...(shown.index ?? [])],
    query: shown.query ?? '',
  };
}

const platformTags = { windows: 'OS: Windows', linux: 'OS: Linux', macos: 'OS: macOS' } as const;

/** Of the content's own tags: who copies or edits a rule may change its tags, not what it was written for. */
export function platformsOf(tags: readonly string[]): RuleRow['platforms'] {
  return (Object.keys(platformTags) as Array<keyof typeof platformTags>).filter((platform) => tags.includes(platformTags[platform]));
}

/** A status of another version says only that something runs; what cannot be told is no reason to show no rule at all. */
export function toLastRun({ date, status, message }: { readonly date: string; readonly status: string; readonly message?: string | null }): NonNullable<RuleRow['lastRun']> {
  const outcome = lastRunOutcomeSchema.safeParse(status);
  return { at: date, outcome: outcome.success ? outcome.data : 'unknown', message: message ?? '' };
}

/** How the rule of the content stands in the space. */
export function ruleStateOf(content: RuleContent, rule: DetectionRule | undefined, state: InstalledRule | undefined): RuleRow['state'] {
  if (!rule) return state && state.notOfferedAt === undefined ? 'deleted' : 'missing';
  return isAsContent(rule, content) || (state !== undefined && isAsWritten(rule, content, state)) ? 'installed' : 'edited';
}

type AlertCounts = Required<Pick<RuleRow, 'alertsLast24h' | 'testAlertsLast24h'>>;

interface CountBucket {
  readonly key: string;
  readonly doc_count: number;
  readonly tests: { readonly doc_count: number };
}

/** Alerts of each rule in the last 24 hours, blocks of sequences left out; undefined where the user may not read them or there are none yet. */
async function countAlerts({ elasticsearch, spaceId }: FindRulesDependencies, ruleIds: readonly string[]): Promise<ReadonlyMap<string, AlertCounts> | undefined> {
  try {
    const { aggregations } = await elasticsearch.search<unknown, { rules: { buckets: readonly CountBucket[] } }>({
      index: alertsIndex(spaceId),
      size: 0,
      query: { bool: { filter: [{ terms: { 'kibana.alert.rule.rule_id': [...ruleIds] } }, { range: { '@timestamp': { gte: 'now-24h' } } }], must_not: [{ exists: { field: 'kibana.alert.building_block_type' } }] } },
      aggs: { rules: { terms: { field: 'kibana.alert.rule.rule_id', size: ruleIds.length }, aggs: { tests: { filter: { term: { tags: testEventTag } } } } } },
    });
    return new Map(aggregations?.rules.buckets.map(({ key, doc_count: all, tests }) => [key, { alertsLast24h: all - tests.doc_count, testAlertsLast24h: tests.doc_count }]));
  } catch {
    return undefined;
  }
}
