import { turnOnExclusion as contract } from '../../common/api';
import { switchExclusion } from '../exclusions';
import { defineRoute } from '../lib/register_endpoint';

export const turnOnExclusionRoute = defineRoute(contract, (services, { params, body }) => switchExclusion(services, { id: params.id, on: true, reason: body.reason }));
