import { enableRules as contract } from '../../common/api';
import { readPackagedScenarios, refreshCoverage } from '../coverage';
import { defineRoute } from '../lib/register_endpoint';
import { enableRules } from '../rules';

export const enableRulesRoute = defineRoute(contract, async (services, { body }) => {
  const report = await enableRules(services, body.ruleIds, body.enabled);
  void refreshCoverage({ ...services, scenarios: readPackagedScenarios });
  return report;
});
