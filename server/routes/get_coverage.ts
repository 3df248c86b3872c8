import { getCoverage as contract } from '../../common/api';
import { findCoverage, readPackagedScenarios } from '../coverage';
import { defineRoute } from '../lib/register_endpoint';

export const getCoverageRoute = defineRoute(contract, (services) => findCoverage({ ...services, scenarios: readPackagedScenarios }));
