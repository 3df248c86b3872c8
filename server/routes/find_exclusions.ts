import { findExclusions as contract } from '../../common/api';
import { findExclusions } from '../exclusions';
import { defineRoute } from '../lib/register_endpoint';

export const findExclusionsRoute = defineRoute(contract, async (services) => ({ exclusions: await findExclusions(services) }));
