import type { RequestServices } from '../http/request_services';
import type { StoredRule } from './rule';

/**
 * Switches a rule on or off without a new revision and without a new `updated_at` (recordings `bulk-enable`, `bulk-disable`).
 * Enabling makes the caller the rule's identity; disabling leaves none.
 */
export async function setRuleEnabled(rule: StoredRule, enabled: boolean, services: RequestServices): Promise<StoredRule> {
  if (rule.attributes.enabled === enabled) return rule;
  const identity = await services.identityFor({ ...rule.attributes, enabled });
  try {
    if (enabled) await services.engine.states.forgetStart(rule.id);
    const stored = await services.rules.replace(rule, { ...rule.attributes, ...identity, enabled });
    services.retireIdentity(rule.attributes);
    services.engine.scheduler.wakeSoon();
    return stored;
  } catch (error) {
    services.retireIdentity(identity);
    throw error;
  }
}
