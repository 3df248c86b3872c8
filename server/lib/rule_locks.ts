import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { SavedObjectsClientContract } from '@kbn/core/server';
import { AppError } from './app_error';
import { ruleLockType } from './rule_lock_saved_object';
import { createRuleTurns, type Turn } from './rule_turns';
import { statusCodeOf } from './to_http_error';

/** A lock that was not renewed for so long is of one that died. Measured by the waiter's own clock, so clocks need not agree. */
const STALE_AFTER_MS = 10_000;
const RENEW_EVERY_MS = 2_500;
/** Ends in good time before a socket does, which Kibana closes after 120 s, so that whoever waits hears why. */
const LONGEST_WAIT_MS = 70_000;

interface Lock {
  /** Of the one who holds the lock; empty when it is free. */
  readonly owner: string;
}

export interface LockOptions {
  readonly savedObjects: Pick<SavedObjectsClientContract, 'get' | 'create' | 'update'>;
  readonly spaceId: string;
  readonly ruleId: string;
  readonly longestWaitMs?: number;
  readonly staleAfterMs?: number;
  readonly renewEveryMs?: number;
}

/**
 * One lock a rule and space, because a rule PATCH has none (`kibana-8.12-observed.md` 16). Across processes it is a saved object whose version
 * decides who gets it; inside this process callers queue first, so that only one of them asks. Throws `conflict` when the wait gets too long.
 */
export interface RuleLocks {
  hold<T>(options: LockOptions, task: () => Promise<T>): Promise<T>;
  /** As `hold`, but for all orders of one caller that wait for the rule in this process: `serve` gets them together. */
  share<Order, Outcome>(options: LockOptions, turn: SharedTurn<Order, Outcome>): Promise<Outcome>;
}

export type SharedTurn<Order, Outcome> = Pick<Turn<Order, Outcome>, 'caller' | 'subject' | 'order' | 'serve'>;

export function createRuleLocks(): RuleLocks {
  const queues = new Map<string, Promise<unknown>>();
  const turns = createRuleTurns();
  const locks: RuleLocks = {
    async hold(options, task) {
      const key = keyOf(options);
      const before = queues.get(key) ?? Promise.resolve();
      const mine = before.then(() => holdAcrossProcesses(options, task));
      const tail = mine.catch(() => undefined);
      queues.set(key, tail);
      try {
        return await mine;
      } finally {
        if (queues.get(key) === tail) queues.delete(key);
      }
    },
    share: (options, turn) => turns.join({ ...turn, key: keyOf(options), longestWaitMs: options.longestWaitMs ?? LONGEST_WAIT_MS, hold: (task) => locks.hold(options, task) }),
  };
  return locks;
}

function keyOf({ spaceId, ruleId }: LockOptions): string {
  return `${spaceId}/${ruleId}`;
}

async function holdAcrossProcesses<T>(options: LockOptions, task: () => Promise<T>): Promise<T> {
  const owner = randomUUID();
  let version = await acquire(options, owner);
  let renewal = Promise.resolve();
  const beat = setInterval(() => {
    renewal = renewal.then(async () => {
      version = (await write(options, owner, version).catch(() => undefined)) ?? version;
    });
  }, options.renewEveryMs ?? RENEW_EVERY_MS);
  try {
    return await task();
  } finally {
    clearInterval(beat);
    await renewal;
    /* A lock that cannot be given back goes stale. */
    await write(options, '', version).catch(() => undefined);
  }
}

/** Gives the version to renew and free the lock with. */
async function acquire(options: LockOptions, owner: string): Promise<string | undefined> {
  const { longestWaitMs = LONGEST_WAIT_MS, staleAfterMs = STALE_AFTER_MS } = options;
  const giveUpAt = Date.now() + longestWaitMs;
  let seenVersion: string | undefined;
  let seenSinceMs = 0;
  while (Date.now() < giveUpAt) {
    const current = await read(options);
    if (!current) {
      const created = await create(options, owner);
      if (created) return created.version;
    } else {
      if (seenVersion !== current.version) [seenVersion, seenSinceMs] = [current.version, Date.now()];
      const isFree = current.owner === '' || Date.now() - seenSinceMs > staleAfterMs;
      const version = isFree ? await write(options, owner, current.version) : undefined;
      if (version !== undefined) return version;
    }
    await wait(20 + Math.random() * 60);
  }
  throw new AppError('conflict', 'This rule is being changed by others all the time. Nothing was changed; try again.', { details: { ruleId: options.ruleId } });
}

async function read({ savedObjects, ruleId }: LockOptions): Promise<{ owner: string; version: string | undefined } | undefined> {
  try {
    const { attributes, version } = await savedObjects.get<Lock>(ruleLockType, ruleId);
    return { owner: attributes.owner, version };
  } catch (error) {
    if (statusCodeOf(error) === 404) return undefined;
    throw error;
  }
}

async function create({ savedObjects, ruleId }: LockOptions, owner: string): Promise<{ version: string | undefined } | undefined> {
  try {
    const { version } = await savedObjects.create<Lock>(ruleLockType, { owner }, { id: ruleId, overwrite: false, refresh: false });
    return { version };
  } catch (error) {
    if (statusCodeOf(error) === 409) return undefined;
    throw error;
  }
}

/** The new version; undefined where the lock has another version by now, and so another holder. */
async function write({ savedObjects, ruleId }: LockOptions, owner: string, version: string | undefined): Promise<string | undefined> {
  try {
    return (await savedObjects.update<Lock>(ruleLockType, ruleId, { owner }, { version, refresh: false })).version;
  } catch (error) {
    if (statusCodeOf(error) === 409 || statusCodeOf(error) === 404) return undefined;
    throw error;
  }
}
