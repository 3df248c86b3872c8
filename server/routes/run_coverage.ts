import { runCoverage as contract } from '../../common/api';
import { readPackagedScenarios, runCoverage } from '../coverage';
import { defineRoute } from '../lib/register_endpoint';

export const runCoverageRoute = defineRoute(contract, (services, { body }) => runCoverage({ ...services, scenarios: readPackagedScenarios }, body));
