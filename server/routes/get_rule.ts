import { getRule as contract } from '../../common/api';
import { defineRoute } from '../lib/register_endpoint';
import { getRule } from '../rules';

export const getRuleRoute = defineRoute(contract, (services, { params }) => getRule(services, params.ruleId));
