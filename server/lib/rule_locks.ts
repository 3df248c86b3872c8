import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { SavedObjectsClientContract } from '@kbn/core/server';
import { AppError } from './app_error';
import { ruleLockType } from './rule_lock_saved_object';
import { statusCodeOf } from './to_http_error';

/** Longer than everything done under the lock may take: three calls of 30 s each. Whoever holds it longer has died. */
const LEASE_MS = 120_000;
const LONGEST_WAIT_MS = 100_000;

interface Lease {
  /** Of the one who holds the lock; empty when it is free. */
  readonly owner: string;
  readonly untilMs: number;
}

export interface LockOptions {
  readonly savedObjects: Pick<SavedObjectsClientContract, 'get' | 'create' | 'update'>;
  readonly spaceId: string;
  readonly ruleId: string;
  readonly longestWaitMs?: number;
}

/**
 * One lock a rule and space, because a rule PATCH has none (`kibana-8.12-observed.md` 16). Across processes it is a saved object whose version
 * decides who gets it; inside this process callers queue first, so that only one of them asks. Throws `conflict` when the wait gets too long.
 */
export interface RuleLocks {
  hold<T>(options: LockOptions, task: () => Promise<T>): Promise<T>;
}

export function createRuleLocks(): RuleLocks {
  const queues = new Map<string, Promise<unknown>>();
  return {
    async hold(options, task) {
      const key = `${options.spaceId}/${options.ruleId}`;
      const before = queues.get(key) ?? Promise.resolve();
      const mine = before.catch(() => undefined).then(() => holdAcrossProcesses(options, task));
      const tail = mine.catch(() => undefined);
      queues.set(key, tail);
      try {
        return await mine;
      } finally {
        if (queues.get(key) === tail) queues.delete(key);
      }
    },
  };
}

async function holdAcrossProcesses<T>(options: LockOptions, task: () => Promise<T>): Promise<T> {
  const owner = randomUUID();
  const version = await acquire(options, owner);
  try {
    return await task();
  } finally {
    await release(options, version);
  }
}

async function acquire(options: LockOptions, owner: string): Promise<string | undefined> {
  const giveUpAt = Date.now() + (options.longestWaitMs ?? LONGEST_WAIT_MS);
  while (Date.now() < giveUpAt) {
    const taken = await tryToTake(options, { owner, untilMs: Date.now() + LEASE_MS });
    if (taken) return taken.version;
    await wait(20 + Math.random() * 60);
  }
  throw new AppError('conflict', 'This rule is being changed by others all the time. Nothing was changed; try again.', { details: { ruleId: options.ruleId } });
}

/** Undefined where somebody else holds the lock or was faster. */
async function tryToTake({ savedObjects, ruleId }: LockOptions, lease: Lease): Promise<{ version: string | undefined } | undefined> {
  try {
    const current = await savedObjects.get<Lease>(ruleLockType, ruleId);
    if (current.attributes.owner !== '' && current.attributes.untilMs > Date.now()) return undefined;
    const { version } = await savedObjects.update<Lease>(ruleLockType, ruleId, lease, { version: current.version, refresh: false });
    return { version };
  } catch (error) {
    if (statusCodeOf(error) === 409) return undefined;
    if (statusCodeOf(error) !== 404) throw error;
  }
  try {
    const { version } = await savedObjects.create<Lease>(ruleLockType, lease, { id: ruleId, overwrite: false, refresh: false });
    return { version };
  } catch (error) {
    if (statusCodeOf(error) === 409) return undefined;
    throw error;
  }
}

/** Only with the version that was taken: after an expired lease the lock is somebody else's. A lock that cannot be given back expires. */
async function release({ savedObjects, ruleId }: LockOptions, version: string | undefined): Promise<void> {
  await savedObjects.update<Lease>(ruleLockType, ruleId, { owner: '', untilMs: 0 }, { version, refresh: false }).catch(() => undefined);
}
