import { type EqlEvent, SequenceStream } from '../../common/eql/index';
import { type Bench, compiler, type Measurement } from './bench_context';
import type { BenchQueries } from './bench_queries';
import { type StreamSettings, streamEvents } from './generate_stream';
import { measure } from './measure';

const shares = [0.2, 1];
const targetGrowth = 1.1;
/** Less is lost among what the engine keeps of the program itself. */
const unmeasurableMegabytes = 0.5;
/** The heap is looked at so often while events stream by. */
const eventsBetweenLooks = 10_000;

function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The mean heap, without garbage, in the second half of the stream, while every event goes to `take`. */
function meanHeap(settings: StreamSettings, take: (event: EqlEvent) => void): number {
  const looks: number[] = [];
  let taken = 0;
  for (const event of streamEvents(settings)) {
    take(event);
    taken += 1;
    if (taken % eventsBetweenLooks === 0 && taken * 2 > settings.events) {
      looks.push(usedBytes());
    }
  }
  return looks.reduce((sum, bytes) => sum + bytes, 0) / looks.length;
}

/** Hosts and events an hour are the same for all shares, so the same number of sequences is open at any time. */
function settingsOf({ stream }: BenchQueries, share: number): StreamSettings {
  return { ...stream, events: Math.round(stream.events * share), hours: stream.hours * share, hosts: stream.hosts.many };
}

function benchStreamed(queries: BenchQueries, query: 'twoStages' | 'manyOpen'): readonly Measurement[] {
  const compiled = compiler()(queries.queries[query]);
  const held = shares.map((share) => {
    const settings = settingsOf(queries, share);
    const without = meanHeap(settings, () => undefined);
    const stream = new SequenceStream(compiled);
    let found = 0;
    let mostOpen = 0;
    let mean = 0;
    const timing = measure(
      () => {
        mean = meanHeap(settings, (event) => {
          found += stream.push(event).length;
          mostOpen = Math.max(mostOpen, stream.open);
        });
      },
      { warmUps: 0, bestOf: 1 }
    );
    return { size: settings.events, ...timing, found, mostOpen, heldMegabytes: (mean - without) / 1_000_000 };
  });
  const growth = (held[1]?.heldMegabytes ?? 0) / (held[0]?.heldMegabytes ?? 1);
  const met = growth < targetGrowth || held.every(({ heldMegabytes }) => heldMegabytes < unmeasurableMegabytes);
  return held.map((figures) => ({ what: `memory of a streamed search, ${query}`, ...figures, growth, target: `growth < ${targetGrowth} for 5 times the events or both below ${unmeasurableMegabytes} MB`, met }));
}

/** What a search holds beside its events. */
export const benchMemory: Bench = (queries) => [...benchStreamed(queries, 'twoStages'), ...benchStreamed(queries, 'manyOpen')];
