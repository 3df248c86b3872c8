import { getInstallation as contract } from '../../common/api';
import { defineRoute } from '../lib/register_endpoint';

export const getInstallationRoute = defineRoute(contract, ({ plugin, spaceId }) => {
  const { startUp, isOver } = plugin.installation(spaceId);
  return Promise.resolve({ ...(startUp ? { startUp } : {}), isOver });
});
