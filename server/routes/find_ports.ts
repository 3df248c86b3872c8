import { findPorts as contract } from '../../common/api';
import { defineRoute } from '../lib/register_endpoint';
import { findPorts } from '../rules';

export const findPortsRoute = defineRoute(contract, async ({ ruleContents }) => findPorts(ruleContents));
