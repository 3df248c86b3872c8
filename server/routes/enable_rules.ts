import { enableRules as contract } from '../../common/api';
import { defineRoute } from '../lib/register_endpoint';
import { enableRules } from '../rules';

export const enableRulesRoute = defineRoute(contract, (services, { body }) => enableRules(services, body.ruleIds, body.enabled));
