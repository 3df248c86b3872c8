import { installRules as contract } from '../../common/api';
import { readPackagedScenarios, refreshCoverage } from '../coverage';
import { defineRoute } from '../lib/register_endpoint';
import { createInstalledRuleStore, installRules } from '../rules';

/** Never enables: that is a click of a person, whose identity the rule then runs with. */
export const installRulesRoute = defineRoute(contract, async (services, { body }) => {
  const report = await installRules({ ...services, store: createInstalledRuleStore(services) }, { ...body, enable: false });
  void refreshCoverage({ ...services, scenarios: readPackagedScenarios });
  return report;
});
