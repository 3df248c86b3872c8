import { findExclusionActivity as contract } from '../../common/api';
import { findActivity } from '../exclusions';
import { defineRoute } from '../lib/register_endpoint';

export const findExclusionActivityRoute = defineRoute(contract, async ({ savedObjects }, { query }) => {
  const { total, entries } = await findActivity(savedObjects, query);
  return { total, entries: [...entries] };
});
