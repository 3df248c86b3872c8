import { setAlertStatus as contract } from '../../common/api';
import { setAlertStatus } from '../alerts';
import { defineRoute } from '../lib/register_endpoint';

export const setAlertStatusRoute = defineRoute(contract, (services, { body }) => setAlertStatus(services, body));
