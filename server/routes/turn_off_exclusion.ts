import { turnOffExclusion as contract } from '../../common/api';
import { switchExclusion } from '../exclusions';
import { defineRoute } from '../lib/register_endpoint';

export const turnOffExclusionRoute = defineRoute(contract, (services, { params, body }) => switchExclusion(services, { id: params.id, on: false, reason: body.reason }));
