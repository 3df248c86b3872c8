import { getCoveragePack as contract } from '../../common/api';
import { getCoveragePack, readPackagedScenarios } from '../coverage';
import { defineRoute } from '../lib/register_endpoint';

export const getCoveragePackRoute = defineRoute(contract, (services) => getCoveragePack({ ...services, scenarios: readPackagedScenarios }, services.plugin));
