import { findAlerts as contract } from '../../common/api';
import { findAlerts } from '../alerts';
import { defineRoute } from '../lib/register_endpoint';

export const findAlertsRoute = defineRoute(contract, (services, { query }) => findAlerts(services, query));
