import { turnOnExclusion as contract } from '../../common/api';
import { readPackagedScenarios, refreshCoverage } from '../coverage';
import { switchExclusion } from '../exclusions';
import { defineRoute } from '../lib/register_endpoint';

export const turnOnExclusionRoute = defineRoute(contract, async (services, { params, body }) => {
  const row = await switchExclusion(services, { id: params.id, on: true, reason: body.reason });
  void refreshCoverage({ ...services, scenarios: readPackagedScenarios });
  return row;
});
