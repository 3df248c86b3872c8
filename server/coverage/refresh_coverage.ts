import { randomUUID } from 'node:crypto';
import type { RequestServices } from '../lib/request_services';
import { statusCodeOf } from '../lib/to_http_error';
import { claimRun, releaseRun } from './coverage_store';
import type { CoverageDependencies } from './coverage_dependencies';
import { countStaleCells, runStaleCells } from './run_coverage';

/** Whoever changed something, or looked: only who may store what is found brings a run about. */
export type RefreshDependencies = CoverageDependencies & Pick<RequestServices, 'locks' | 'spaceId' | 'callerKey'>;

/** One space, while cells are run there in the background. */
export interface Refresh {
  /** Those who asked meanwhile, by caller: each is tried after it, as each may read and store other things. */
  readonly waiting: Map<string, RefreshDependencies>;
  /** False where another Kibana runs them, or where the caller may not store what is found. Never rejects. */
  readonly hasClaim: Promise<boolean>;
  /** Of those who waited, too. Never rejects. */
  readonly done: Promise<void>;
}

/** By plugin and space. */
const going = new WeakMap<RequestServices['locks'], Map<string, Refresh>>();
/** When callers were refused to store a run, by space and caller, so that they are not tried at every look. Rights change, so that it is not for ever. */
const refused = new Map<string, number>();
const mostRefused = 1_000;
const refusalLastsMs = 5 * 60_000;

/**
 * Runs the cells that are not those of the last run any more, in the background: after a switch, an installation, an edit in Kibana's own editor that
 * somebody comes to look at, and once where nothing was ever run. Nobody waits for it or learns of its failure, which leaves the cells stale. Changes that come
 * while it runs are run after it.
 */
export async function refreshCoverage(dependencies: RefreshDependencies): Promise<void> {
  const refresh = await startRefresh(dependencies).catch(() => undefined);
  await refresh?.done;
}

/** The same, up to where it is known whether cells of the space are being run by this process; absent where none are. Throws where that cannot be told. */
export async function startRefresh(dependencies: RefreshDependencies): Promise<Refresh | undefined> {
  const { locks, spaceId } = dependencies;
  const spaces = going.get(locks) ?? new Map<string, Refresh>();
  going.set(locks, spaces);
  const mayRun = !isRefused(dependencies);
  if (!spaces.has(spaceId) && (!mayRun || (await countStaleCells(dependencies)) === 0)) return undefined;
  const current = spaces.get(spaceId);
  if (!current) {
    const begun = begin(spaces, dependencies);
    return (await begun.hasClaim) ? begun : undefined;
  }
  if (mayRun) current.waiting.set(dependencies.callerKey(), dependencies);
  return (await current.hasClaim) ? current : startRefresh(dependencies);
}

/** The space is left in the same step in which those who wait are read, so that nobody is forgotten. Without the claim they try by themselves. */
function begin(spaces: Map<string, Refresh>, dependencies: RefreshDependencies): Refresh {
  const owner = randomUUID();
  const waiting = new Map<string, RefreshDependencies>();
  const hasClaim = claim(dependencies, owner).catch(() => false);
  const done = hasClaim.then(async (isOurs) => {
    if (isOurs) await run(dependencies, owner);
    spaces.delete(dependencies.spaceId);
    if (isOurs) await Promise.all([...waiting.values()].map(refreshCoverage));
  });
  const refresh = { waiting, hasClaim, done };
  spaces.set(dependencies.spaceId, refresh);
  return refresh;
}

async function run(dependencies: RefreshDependencies, owner: string): Promise<void> {
  await runStaleCells(dependencies).catch(() => undefined);
  await releaseRun(dependencies.savedObjects, owner).catch(() => undefined);
}

/** False where another Kibana runs them, or where the caller may not store what is found. */
async function claim(dependencies: RefreshDependencies, owner: string): Promise<boolean> {
  const { savedObjects, now } = dependencies;
  try {
    return await claimRun(savedObjects, now(), owner);
  } catch (error) {
    if (statusCodeOf(error) !== 403) throw error;
    if (refused.size >= mostRefused) refused.clear();
    refused.set(refusalKey(dependencies), now().getTime());
    return false;
  }
}

function isRefused(dependencies: RefreshDependencies): boolean {
  const at = refused.get(refusalKey(dependencies));
  return at !== undefined && dependencies.now().getTime() - at < refusalLastsMs;
}

function refusalKey({ spaceId, callerKey }: RefreshDependencies): string {
  return JSON.stringify([spaceId, callerKey()]);
}
