import type { RequestServices } from '../lib/request_services';
import { statusCodeOf } from '../lib/to_http_error';
import { claimRun, releaseRun } from './coverage_store';
import type { CoverageDependencies } from './coverage_dependencies';
import { runStaleCells } from './run_coverage';

/** Whoever changed something, or looked: only who may store what is found brings a run about. */
export type RefreshDependencies = CoverageDependencies & Pick<RequestServices, 'locks' | 'spaceId' | 'callerKey'>;

/** One space, while cells are run there in the background. */
interface Refresh {
  /** Something changed while it ran. */
  isAskedAgain: boolean;
}

/** By plugin and space. */
const going = new WeakMap<RequestServices['locks'], Map<string, Refresh>>();
/** Callers that may not store a run, so that they are not tried at every look. */
const refused = new Set<string>();
const mostRefused = 1_000;

/**
 * Runs the cells that are not those of the last run any more, in the background: after a switch, an installation, an edit in Kibana's own editor that
 * somebody comes to look at, and once where nothing was ever run. Nobody waits for it or learns of its failure, which leaves the cells stale. Changes that come
 * while it runs are run after it.
 */
export function refreshCoverage(dependencies: RefreshDependencies): Promise<void> {
  const { locks, spaceId } = dependencies;
  const spaces = going.get(locks) ?? new Map<string, Refresh>();
  going.set(locks, spaces);
  const current = spaces.get(spaceId);
  if (current) {
    current.isAskedAgain = true;
    return Promise.resolve();
  }
  const refresh: Refresh = { isAskedAgain: false };
  spaces.set(spaceId, refresh);
  return run(dependencies, refresh)
    .catch(() => undefined)
    .finally(() => spaces.delete(spaceId));
}

/** Whether cells of the space are being run in the background by this process. */
export function isRefreshing({ locks, spaceId }: Pick<RefreshDependencies, 'locks' | 'spaceId'>): boolean {
  return going.get(locks)?.has(spaceId) ?? false;
}

async function run(dependencies: RefreshDependencies, refresh: Refresh): Promise<void> {
  const caller = dependencies.callerKey();
  if (refused.has(caller) || !(await claim(dependencies, caller))) return;
  try {
    do {
      refresh.isAskedAgain = false;
      await runStaleCells(dependencies);
    } while (refresh.isAskedAgain);
  } finally {
    await releaseRun(dependencies.savedObjects).catch(() => undefined);
  }
}

/** False where another Kibana runs them, or where the caller may not store what is found. */
async function claim({ savedObjects, now }: RefreshDependencies, caller: string): Promise<boolean> {
  try {
    return await claimRun(savedObjects, now());
  } catch (error) {
    if (statusCodeOf(error) !== 403) throw error;
    if (refused.size >= mostRefused) refused.clear();
    refused.add(caller);
    return false;
  }
}
