import { type EqlEvent, run } from '../../common/eql/index';
import { type Bench, compiler } from './bench_context';
import { generateStream } from './generate_stream';
import { measure } from './measure';

const shares = [0.25, 1];
const targetGrowth = 1.5;

function usedBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Stands last in the stream and notes the largest heap whenever the search reads it. */
class HeapProbe implements EqlEvent {
  largest = 0;

  constructor(private readonly event: EqlEvent) {}

  values(path: string): ReturnType<EqlEvent['values']> {
    this.largest = Math.max(this.largest, usedBytes());
    return this.event.values(path);
  }
}

/** What a search holds beside its events while it reads the last one; hosts and events an hour are the same for both sizes. */
export const benchMemory: Bench = ({ stream, queries, request }) => {
  const compiled = compiler()(queries.twoStages);
  const held = shares.map((share) => {
    const events: EqlEvent[] = [...generateStream({ ...stream, events: Math.round(stream.events * share), hours: stream.hours * share, hosts: stream.hosts.few })];
    const lastFile = [...events].reverse().find((event) => event.values('event.category')[0] === 'file' && event.values('event.type')[0] === 'creation') as EqlEvent;
    const probe = new HeapProbe(lastFile);
    events.push(probe);
    const before = usedBytes();
    const timing = measure(() => void run(compiled, events, request), { warmUps: 0, bestOf: 1 });
    return { size: events.length, ...timing, heldMegabytes: (probe.largest - before) / 1_000_000 };
  });
  const growth = (held[1]?.heldMegabytes ?? 0) / (held[0]?.heldMegabytes ?? 1);
  return held.map((figures) => ({ what: 'memory of a search', ...figures, growth, target: `growth < ${targetGrowth} for 4 times the events`, met: growth < targetGrowth }));
};
