import { getCoverageCell as contract } from '../../common/api';
import { getCoverageCell, readPackagedScenarios } from '../coverage';
import { defineRoute } from '../lib/register_endpoint';

export const getCoverageCellRoute = defineRoute(contract, (services, { query }) => getCoverageCell({ ...services, scenarios: readPackagedScenarios }, query));
