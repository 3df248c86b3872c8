import type { ElasticsearchClient } from '@kbn/core/server';
import type { AlertOrigin } from '../alerts/rule_alert_fields';
import type { StoredRule } from '../rules/rule';
import type { RunWindow } from './run_windows';

type Query = Record<string, unknown>;

/** One execution of a rule: everything that its searches share. */
export interface RuleRun {
  readonly rule: StoredRule;
  /** Begin of the task, a little before the execution; takes part in ids of threshold alerts. */
  readonly startedAt: Date;
  readonly origin: AlertOrigin;
  readonly indices: readonly string[];
  /** Query whose matches are exceptions. */
  readonly excluded: Query | undefined;
  /** Acts with the rule's identity. */
  readonly client: ElasticsearchClient;
  /** Acts with the engine's own rights. */
  readonly internalClient: ElasticsearchClient;
}

/** Fields every search asks for, as Kibana does (`detection-engine.md` §6.3). */
export const requestedFields = [{ field: '*', include_unmapped: true }, { field: '@timestamp', format: 'strict_date_optional_time' }] as const;

const between = (field: string, { from, to }: RunWindow): Query => ({
  range: { [field]: { gte: new Date(from).toISOString(), lte: new Date(to).toISOString(), format: 'strict_date_optional_time' } },
});

/** The time range of a window; a timestamp override comes first and `@timestamp` stands in for it (`detection-engine.md` §6.2). */
export function timeRange({ rule }: Pick<RuleRun, 'rule'>, window: RunWindow): Query {
  const { timestampOverride, timestampOverrideFallbackDisabled } = rule.attributes.params;
  if (timestampOverride === undefined || timestampOverride === '@timestamp') return between('@timestamp', window);
  const own = between(timestampOverride, window);
  if (timestampOverrideFallbackDisabled === true) return own;
  const fallback = { bool: { filter: [between('@timestamp', window), { bool: { must_not: { exists: { field: timestampOverride } } } }] } };
  return { bool: { minimum_should_match: 1, should: [own, fallback] } };
}

/** Path of the indices of a run in a request. */
export function indexPath({ indices }: Pick<RuleRun, 'indices'>): string {
  return indices.map((name) => encodeURIComponent(name)).join(',');
}
