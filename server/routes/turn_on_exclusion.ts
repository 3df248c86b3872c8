import { turnOnExclusion as contract } from '../../common/api';
import { isGuarded } from '../../common/coverage';
import { measureSwitch, readPackagedScenarios, refreshCoverage } from '../coverage';
import { switchExclusion, type SwitchTexts } from '../exclusions';
import { AppError } from '../lib/app_error';
import { defineRoute } from '../lib/register_endpoint';
import type { RequestServices } from '../lib/request_services';

/** Turning on is what can make blind: it is measured first, and refused where a test would not be caught any more. */
export const turnOnExclusionRoute = defineRoute(contract, async (services, { params, body }) => {
  const row = await switchExclusion(services, { id: params.id, on: true, reason: body.reason, guard: (texts) => guard(services, texts) });
  void refreshCoverage({ ...services, scenarios: readPackagedScenarios });
  return row;
});

/** A rule that has nothing to lose is not measured. */
async function guard(services: RequestServices, texts: SwitchTexts): Promise<void> {
  const { ruleId } = texts;
  const owner = services.ruleContents.find(({ rule_id }) => rule_id === ruleId);
  if (!owner || !isGuarded(owner)) return;
  const { blind, unmeasured } = await measureSwitch({ ...services, scenarios: readPackagedScenarios }, texts);
  if (unmeasured !== undefined) throw new AppError('guard_refused', `The rule cannot be run over the tests as it is, so that nobody knows what this exclusion would hide: ${unmeasured}`, { details: { ruleId, tests: [], unmeasured } });
  if (blind.length === 0) return;
  throw new AppError('guard_refused', `With this exclusion on, tests would not be caught any more: ${blind.map(({ testId, style }) => `${testId} (${style})`).join(', ')}.`, { details: { ruleId, tests: blind } });
}
