import { getCoverage as contract } from '../../common/api';
import { findCoverage, readPackagedScenarios, startRefresh } from '../coverage';
import { defineRoute } from '../lib/register_endpoint';

/** Whoever looks at cells that are stale, by an edit in Kibana's own editor or because nothing was run yet, has them run. */
export const getCoverageRoute = defineRoute(contract, async (services) => {
  const dependencies = { ...services, scenarios: readPackagedScenarios };
  const run = await findCoverage(dependencies);
  const refresh = run.summary.verdicts.stale > 0 ? await startRefresh(dependencies).catch(() => undefined) : undefined;
  return { ...run, isRefreshing: refresh !== undefined };
});
