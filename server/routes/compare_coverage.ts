import { compareCoverage as contract } from '../../common/api';
import { compareCoverage, readPackagedScenarios } from '../coverage';
import { defineRoute } from '../lib/register_endpoint';

export const compareCoverageRoute = defineRoute(contract, (services, { query }) => compareCoverage({ ...services, scenarios: readPackagedScenarios }, query));
