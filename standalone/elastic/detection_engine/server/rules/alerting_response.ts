import type { StoredRule } from './rule';
import type { RuleState } from './rule_state';

const statusNames: Readonly<Record<string, string>> = { succeeded: 'ok', 'partial failure': 'warning', failed: 'error' };
const outcomes: Readonly<Record<string, { readonly outcome: string; readonly order: number }>> = {
  succeeded: { outcome: 'succeeded', order: 0 },
  'partial failure': { outcome: 'warning', order: 10 },
  failed: { outcome: 'failed', order: 20 },
};

function lastRun(state: RuleState): Record<string, unknown> {
  const last = state.summary?.last_execution;
  const { outcome, order } = outcomes[last?.status ?? 'succeeded'] ?? { outcome: 'succeeded', order: 0 };
  const created = state.newAlerts ?? 0;
  return { alerts_count: { active: created, new: created, recovered: 0, ignored: 0 }, outcome_msg: last === undefined ? [] : [last.message], outcome_order: order, outcome, warning: null };
}

/** A rule as the generic alerting API answers it (recordings `alerting-rule-get`, `alerting-rules-find`). */
export function toAlertingResponse({ id, attributes }: StoredRule, state: RuleState | undefined, running: boolean): Record<string, unknown> {
  const last = state?.summary?.last_execution;
  return {
    id,
    name: attributes.name,
    tags: attributes.tags,
    enabled: attributes.enabled,
    consumer: attributes.consumer,
    throttle: attributes.throttle,
    revision: attributes.revision,
    running,
    schedule: attributes.schedule,
    params: attributes.params,
    rule_type_id: attributes.alertTypeId,
    created_by: attributes.createdBy,
    updated_by: attributes.updatedBy,
    created_at: attributes.createdAt,
    updated_at: attributes.updatedAt,
    api_key_owner: attributes.apiKeyOwner,
    notify_when: null,
    muted_alert_ids: [],
    mute_all: false,
    ...(attributes.enabled ? { scheduled_task_id: id } : {}),
    execution_status: last === undefined ? { status: 'pending', last_execution_date: attributes.createdAt } : { status: statusNames[last.status] ?? 'unknown', last_execution_date: last.date, last_duration: state?.durationMs ?? 0, ...(last.status === 'failed' ? { error: { reason: 'execute', message: last.message } } : {}) },
    actions: attributes.actions,
    ...(state?.summary === undefined ? {} : { last_run: lastRun(state) }),
    next_run: attributes.enabled ? (state?.nextRunAt ?? null) : null,
    ...(attributes.apiKeyCreatedByUser === null ? {} : { api_key_created_by_user: attributes.apiKeyCreatedByUser }),
  };
}
