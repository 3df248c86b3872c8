import type { RequestServices } from '../lib/request_services';
import { readRuns } from './coverage_store';
import { readPackagedScenarios } from './packaged_scenarios';
import { runCoverage } from './run_coverage';

/** Rules that changed while a run was going on, by plugin and space. */
const waiting = new WeakMap<RequestServices['locks'], Map<string, Set<string>>>();

/**
 * Runs what a change of rules touches, in the background: whoever made the change never waits for it, and never learns of its failure, which leaves
 * the cells stale. Changes that come while it runs are run together after it. Nothing happens in a space where nothing was ever run.
 */
export function refreshCoverage(services: RequestServices, ruleIds: readonly string[]): Promise<void> {
  if (ruleIds.length === 0) return Promise.resolve();
  const spaces = waiting.get(services.locks) ?? new Map<string, Set<string>>();
  waiting.set(services.locks, spaces);
  const going = spaces.get(services.spaceId);
  if (going) {
    for (const ruleId of ruleIds) going.add(ruleId);
    return Promise.resolve();
  }
  spaces.set(services.spaceId, new Set(ruleIds));
  return drain(services, spaces).catch(() => undefined);
}

async function drain(services: RequestServices, spaces: Map<string, Set<string>>): Promise<void> {
  const { spaceId } = services;
  try {
    const { last } = await readRuns(services.savedObjects);
    if (!last) return;
    for (let changed = spaces.get(spaceId); changed && changed.size > 0; changed = spaces.get(spaceId)) {
      spaces.set(spaceId, new Set());
      await runCoverage({ ...services, scenarios: readPackagedScenarios }, { ruleIds: [...changed] });
    }
  } finally {
    spaces.delete(spaceId);
  }
}
