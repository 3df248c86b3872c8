import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inParallel } from './in_parallel';

describe('inParallel', () => {
  it('keeps the order of the items and never does more than the limit at once', async () => {
    let going = 0;
    let most = 0;
    const results = await inParallel([5, 1, 4, 2, 3], 2, async (item) => {
      going += 1;
      most = Math.max(most, going);
      await wait(item);
      going -= 1;
      return item * 10;
    });
    expect([results, most]).toEqual([[50, 10, 40, 20, 30], 2]);
    expect(await inParallel([], 4, () => Promise.resolve(1))).toEqual([]);
  });

  it('begins nothing more after a failure', async () => {
    const begun: number[] = [];
    const failing = inParallel([1, 2, 3, 4], 1, (item) => {
      begun.push(item);
      return item === 2 ? Promise.reject(new Error('two')) : Promise.resolve();
    });
    await expect(failing).rejects.toThrow('two');
    expect(begun).toEqual([1, 2]);
  });
});
