import { previewExclusionSwitch as contract } from '../../common/api';
import { measureSwitch, readPackagedScenarios } from '../coverage';
import { planSwitch } from '../exclusions';
import { defineRoute } from '../lib/register_endpoint';

export const previewExclusionSwitchRoute = defineRoute(contract, async (services, { params, body }) => {
  const planned = await planSwitch(services, { id: params.id, on: body.on });
  const { changes, blind, ...more } = await measureSwitch({ ...services, scenarios: readPackagedScenarios }, planned);
  return { changes: [...changes], blind: [...blind], ...more };
});
