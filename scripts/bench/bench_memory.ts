import { run } from '../../common/eql/index';
import { type Bench, compiler } from './bench_context';
import { generateStream } from './generate_stream';
import { measure } from './measure';

const shares = [0.25, 1];
const targetGrowth = 1.5;

/** What a search holds beyond its events: the heap just before the last event is read by it, less the heap before it started. */
export const benchMemory: Bench = ({ stream, queries, request }) => {
  const compiled = compiler()(queries.twoStages);
  const held = shares.map((share) => {
    const count = Math.round(stream.events * share);
    const events = generateStream({ ...stream, events: count, hours: stream.hours * share, hosts: stream.hosts.few });
    let bytes = 0;
    const timing = measure(() => {
      globalThis.gc?.();
      const before = process.memoryUsage().heapUsed;
      const result = run(compiled, events, { ...request, size: 10, resultPosition: 'tail' });
      globalThis.gc?.();
      bytes = process.memoryUsage().heapUsed - before + result.total * 0;
    }, { warmUps: 1, bestOf: 1 });
    return { count, bytes, timing };
  });
  return held.map(({ count, bytes, timing }) => ({ what: 'memory of a search', size: count, ...timing, heldMegabytes: bytes / 1_000_000, target: `growth < ${targetGrowth}`, met: false }));
};
