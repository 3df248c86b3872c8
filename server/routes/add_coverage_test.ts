import { addCoverageTest as contract } from '../../common/api';
import { addOwnTest } from '../coverage';
import { defineRoute } from '../lib/register_endpoint';

export const addCoverageTestRoute = defineRoute(contract, async (services, { body }) => ({ test: await addOwnTest(services, body) }));
