import type { Pipe } from '../language/index';

/** Which of the results are wanted: `count` of them after `offset` in the order of `direction`. */
export interface EventLimit {
  readonly direction: 'head' | 'tail';
  readonly count: number;
  readonly offset: number;
}

/**
 * The pipes of an event query made into one limit, as Elasticsearch's `CombineLimits` does: the default limit stands before the first pipe in its direction;
 * pipes of one direction take the smaller number; a pipe of the other direction becomes an offset, as if all before it had been found (eql-observed.md §2).
 */
export function combineLimits(pipes: readonly Pipe[], size: number, position: 'head' | 'tail'): EventLimit {
  const direction = pipes[0]?.name ?? position;
  let count = size;
  let offset = 0;
  for (const pipe of pipes) {
    if (pipe.name === direction) {
      count = Math.min(count, pipe.count);
    } else if (pipe.count < count) {
      offset += count - pipe.count;
      count = pipe.count;
    }
  }
  return { direction, count, offset };
}

/** The pipes of a sequence cut in turn; the default limit stands before the first one, in its direction. `results` ascend in time. */
export function cutSequences<T>(results: readonly T[], pipes: readonly Pipe[], size: number, position: 'head' | 'tail'): readonly T[] {
  const limits = [{ name: pipes[0]?.name ?? position, count: size }, ...pipes];
  return limits.reduce((rest, { name, count }) => (name === 'head' ? rest.slice(0, count) : rest.slice(Math.max(0, rest.length - count))), results);
}
