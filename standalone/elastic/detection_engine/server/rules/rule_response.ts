import { isAtLeast } from './kibana_version';
import type { StoredRule } from './rule';
import { fromRuleParams } from './rule_params';

/** Outcome of a rule's last run as rules carry it (recordings `rule-after-execution-*`). */
export interface ExecutionSummary {
  readonly last_execution: {
    readonly date: string;
    readonly status: string;
    readonly status_order: number;
    readonly message: string;
    readonly metrics: Record<string, number>;
  };
}

/**
 * A rule as the API answers it (recordings `rule-read-by-id`, `rule-create-*`).
 * @param summary left out of answers to create, patch and replace, and of exports, as Kibana does
 */
export function toRuleResponse({ id, attributes }: StoredRule, kibanaVersion: string, summary?: ExecutionSummary): Record<string, unknown> {
  return {
    id,
    updated_at: attributes.updatedAt,
    updated_by: attributes.updatedBy ?? 'elastic',
    created_at: attributes.createdAt,
    created_by: attributes.createdBy ?? 'elastic',
    name: attributes.name,
    tags: attributes.tags,
    interval: attributes.schedule.interval,
    enabled: attributes.enabled,
    revision: attributes.revision,
    ...fromRuleParams(attributes.params),
    // `rule_source` came with 8.16 (`detection-engine.md` §1.3); 8.12.2 does not show it.
    ...(isAtLeast(kibanaVersion, 8, 16) ? { rule_source: { type: 'internal' } } : {}),
    actions: attributes.actions,
    ...(attributes.throttle === null ? {} : { throttle: attributes.throttle }),
    ...(summary === undefined ? {} : { execution_summary: summary }),
  };
}
