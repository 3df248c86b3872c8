import { findRules as contract } from '../../common/api';
import { defineRoute } from '../lib/register_endpoint';
import { createInstalledRuleStore, findRules } from '../rules';

export const findRulesRoute = defineRoute(contract, (services) => findRules({ ...services, store: createInstalledRuleStore(services) }));
