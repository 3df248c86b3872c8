import { findHosts as contract } from '../../common/api';
import { findHosts } from '../hosts';
import { defineRoute } from '../lib/register_endpoint';

export const findHostsRoute = defineRoute(contract, (services, { query }) => findHosts(services, query));
