import { turnOffExclusion as contract } from '../../common/api';
import { readPackagedScenarios, refreshCoverage } from '../coverage';
import { switchExclusion } from '../exclusions';
import { defineRoute } from '../lib/register_endpoint';

export const turnOffExclusionRoute = defineRoute(contract, async (services, { params, body }) => {
  const row = await switchExclusion(services, { id: params.id, on: false, reason: body.reason });
  void refreshCoverage({ ...services, scenarios: readPackagedScenarios });
  return row;
});
