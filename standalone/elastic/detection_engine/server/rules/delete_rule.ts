import type { RequestServices } from '../http/request_services';
import type { StoredRule } from './rule';

/** Deletes a rule with what is remembered of its runs and the key that was granted for it. Its alerts stay. */
export async function deleteRule(rule: StoredRule, services: RequestServices): Promise<void> {
  await services.rules.delete(rule.id);
  await services.engine.states.delete(rule.id);
  services.retireIdentity(rule.attributes);
}
