import type { SavedObject, SavedObjectsClientContract } from '@kbn/core/server';
import { describe, expect, it } from 'vitest';
import { createRuleLocks, type LockOptions } from './rule_locks';

/** Objects with versions, as saved objects have them; answers come a moment later, so that callers interleave. */
function objectStore(): Pick<SavedObjectsClientContract, 'get' | 'create' | 'update'> {
  const objects = new Map<string, { attributes: unknown; version: number }>();
  const fail = (statusCode: number): never => {
    throw Object.assign(new Error(`status ${statusCode}`), { output: { statusCode } });
  };
  const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
  const shown = <T>(id: string): SavedObject<T> => {
    const found = objects.get(id) ?? fail(404);
    return { id, type: 'lock', attributes: found.attributes as T, references: [], version: String(found.version) };
  };
  return {
    async get(_type, id) {
      await moment();
      return shown(id);
    },
    async create(_type, attributes, options) {
      await moment();
      const id = options?.id ?? '';
      if (objects.has(id)) fail(409);
      objects.set(id, { attributes, version: 1 });
      return shown(id);
    },
    async update(_type, id, attributes, options) {
      await moment();
      const found = objects.get(id) ?? fail(404);
      if (options?.version !== String(found.version)) fail(409);
      objects.set(id, { attributes, version: found.version + 1 });
      return shown(id);
    },
  };
}

const options = (savedObjects: LockOptions['savedObjects'], more: Partial<LockOptions> = {}): LockOptions => ({ savedObjects, spaceId: 'default', ruleId: 'r', ...more });

describe('rule locks', () => {
  it('let one at a time through, over several processes', async () => {
    const savedObjects = objectStore();
    const processes = [createRuleLocks(), createRuleLocks(), createRuleLocks()];
    let inside = 0;
    let most = 0;
    let count = 0;
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        processes[index % 3]?.hold(options(savedObjects), async () => {
          inside += 1;
          most = Math.max(most, inside);
          const before = count;
          await new Promise((resolve) => setTimeout(resolve, 2));
          count = before + 1;
          inside -= 1;
        })
      )
    );
    expect([most, count]).toEqual([1, 30]);
  });

  it('give the lock on after a failure, and hand the failure out', async () => {
    const savedObjects = objectStore();
    const locks = createRuleLocks();
    const failing = locks.hold(options(savedObjects), () => Promise.reject(new Error('no')));
    const next = locks.hold(options(savedObjects), () => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('take over from one that died, and not from one that works long', async () => {
    const savedObjects = objectStore();
    await savedObjects.create('staging-watch-rule-lock', { owner: 'dead' }, { id: 'r' });
    const short = { staleAfterMs: 60, renewEveryMs: 15 };
    const order: string[] = [];
    const first = createRuleLocks().hold(options(savedObjects, short), async () => {
      order.push('first begins');
      await new Promise((resolve) => setTimeout(resolve, 250));
      order.push('first ends');
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const second = createRuleLocks().hold(options(savedObjects, short), () => Promise.resolve(order.push('second')));
    await Promise.all([first, second]);
    expect(order).toEqual(['first begins', 'first ends', 'second']);
  });

  it('end the wait with a conflict', async () => {
    const savedObjects = objectStore();
    await savedObjects.create('staging-watch-rule-lock', { owner: 'other' }, { id: 'r' });
    await expect(createRuleLocks().hold(options(savedObjects, { longestWaitMs: 50 }), () => Promise.resolve())).rejects.toMatchObject({ code: 'conflict' });
  });

  it('end the wait of every order that is served together with a conflict, and serve later ones', async () => {
    const savedObjects = objectStore();
    const { version } = await savedObjects.create('staging-watch-rule-lock', { owner: 'other' }, { id: 'r' });
    const locks = createRuleLocks();
    const share = (order: number, longestWaitMs: number) =>
      locks.share<number, number>(options(savedObjects, { longestWaitMs }), { caller: 'me', subject: String(order), order, serve: async (places) => places.forEach((place) => place.resolve(place.order * 10)) });
    const results = await Promise.allSettled([share(1, 60), share(2, 60)]);
    expect(results.map((result) => result.status === 'rejected' && (result.reason as { code: string }).code)).toEqual(['conflict', 'conflict']);
    await savedObjects.update('staging-watch-rule-lock', 'r', { owner: '' }, { version });
    expect(await Promise.all([share(3, 1_000), share(4, 1_000)])).toEqual([30, 40]);
  });

  it('let no order wait for ever behind others of this process', async () => {
    const locks = createRuleLocks();
    const serve = async (places: ReadonlyArray<{ order: number; resolve: (order: number) => void }>): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      for (const place of places) place.resolve(place.order);
    };
    const share = (caller: string) => locks.share<number, number>(options(savedObjects, { longestWaitMs: 60 }), { caller, subject: caller, order: 1, serve });
    const savedObjects = objectStore();
    const [working, waiting] = await Promise.allSettled([share('a'), share('b')]);
    expect([working.status, waiting.status]).toEqual(['fulfilled', 'rejected']);
  });
});
