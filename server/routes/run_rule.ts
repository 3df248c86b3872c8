import { runRule as contract } from '../../common/api';
import { defineRoute } from '../lib/register_endpoint';
import { runRule } from '../rules';

export const runRuleRoute = defineRoute(contract, (services, { params }) => runRule(services, params.ruleId));
