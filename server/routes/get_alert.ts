import { getAlert as contract } from '../../common/api';
import { getAlert } from '../alerts';
import { defineRoute } from '../lib/register_endpoint';

export const getAlertRoute = defineRoute(contract, (services, { params }) => getAlert(services, params.id));
