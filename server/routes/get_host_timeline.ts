import { getHostTimeline as contract } from '../../common/api';
import { getHostTimeline } from '../hosts';
import { defineRoute } from '../lib/register_endpoint';

export const getHostTimelineRoute = defineRoute(contract, (services, { query }) => getHostTimeline(services, query));
