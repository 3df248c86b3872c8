import { describe, expect, it } from 'vitest';
import { UpstreamFailure } from './upstream_failure';
import { againWhenBusy } from './when_busy';

function failing(...errors: readonly Error[]): { task: () => Promise<string>; tries: () => number } {
  let tries = 0;
  return {
    task: () => {
      tries += 1;
      const error = errors[tries - 1];
      return error === undefined ? Promise.resolve('done') : Promise.reject(error);
    },
    tries: () => tries,
  };
}

const busy = (status: number) => new UpstreamFailure(status, 'busy');

describe('againWhenBusy', () => {
  it('asks again after 429 and 503, of Kibana and of the saved objects client', async () => {
    const { task, tries } = failing(busy(429), busy(503), Object.assign(new Error('rejected'), { output: { statusCode: 429 } }));
    expect([await againWhenBusy(task, [1, 1, 1]), tries()]).toEqual(['done', 4]);
  });

  it('gives up after the last pause', async () => {
    const { task, tries } = failing(busy(429), busy(429), busy(429));
    await expect(againWhenBusy(task, [1, 1])).rejects.toThrow('busy');
    expect(tries()).toBe(3);
  });

  it.each([busy(0), busy(409), busy(500), new Error('no status')])('does not ask again after %s', async (error) => {
    const { task, tries } = failing(error);
    await expect(againWhenBusy(task, [1])).rejects.toBe(error);
    expect(tries()).toBe(1);
  });
});
