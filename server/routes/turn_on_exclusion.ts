import { turnOnExclusion as contract } from '../../common/api';
import { isGuarded } from '../../common/coverage';
import { measureSwitch, readPackagedScenarios, refreshCoverage } from '../coverage';
import { noteGuardRefusal, planSwitch, switchExclusion } from '../exclusions';
import { AppError } from '../lib/app_error';
import { defineRoute } from '../lib/register_endpoint';
import type { RequestServices } from '../lib/request_services';

/** Turning on is what can make blind: it is measured first, and refused where a test would not be caught any more. */
export const turnOnExclusionRoute = defineRoute(contract, async (services, { params, body }) => {
  const order = { id: params.id, on: true, reason: body.reason };
  await guard(services, order);
  const row = await switchExclusion(services, order);
  void refreshCoverage({ ...services, scenarios: readPackagedScenarios });
  return row;
});

/** A rule that has nothing to lose is not measured. */
async function guard(services: RequestServices, order: Parameters<typeof noteGuardRefusal>[2]): Promise<void> {
  const owner = services.ruleContents.find(({ rule_id }) => order.id.startsWith(`${rule_id}.event-`));
  if (!owner || !isGuarded(owner)) return;
  const planned = await planSwitch(services, order);
  if (planned.queryAfter === planned.queryBefore) return;
  const { blind } = await measureSwitch({ ...services, scenarios: readPackagedScenarios }, planned);
  if (blind.length === 0) return;
  await noteGuardRefusal(services, planned, order);
  throw new AppError('guard_refused', `With this exclusion on, tests would not be caught any more: ${blind.map(({ testId, style }) => `${testId} (${style})`).join(', ')}.`, { details: { ruleId: planned.ruleId, tests: blind } });
}
