import { type Bench, compiler, countFound, figures, type Measurement } from './bench_context';
import type { BenchQueries } from './bench_queries';
import { generateStream } from './generate_stream';
import { measureJsonParseOfSample } from './json_baseline';
import { measure } from './measure';

const targetRate = 1_700_000;
const targetShare = 0.8;

function benchHosts(settings: BenchQueries, query: 'twoStages' | 'everyEvent', hosts: number): Measurement {
  const events = generateStream({ ...settings.stream, hosts });
  const compiled = compiler()(settings.queries[query]);
  let found = 0;
  const timing = measure(() => {
    found = countFound(compiled, events, settings.request);
  }, settings.measure);
  const json = measureJsonParseOfSample((index) => events[index]?.line() ?? '', events.length, settings.measure);
  const base = figures(timing, events.length, json);
  return { what: `sequence by host, ${query}, ${hosts} hosts`, ...base, found, target: `>= ${targetRate} events/s`, met: (base.rate ?? 0) >= targetRate };
}

/** Few hosts, then many: the second must not be slower than 0.8 times the first. */
function benchStream(query: 'twoStages' | 'everyEvent'): Bench {
  return (settings) => {
    const { few, many } = settings.stream.hosts;
    const first = benchHosts(settings, query, few);
    const second = benchHosts(settings, query, many);
    const share = (second.rate ?? 0) / (first.rate ?? 1);
    return [first, { ...second, shareOfFewHosts: share, target: `>= ${targetShare} of the rate of ${few} hosts`, met: share >= targetShare }];
  };
}

/** Stages that few events meet, as in rules. */
export const benchTwoStages = benchStream('twoStages');

/** Stages that every process and file event meets. */
export const benchEveryEvent = benchStream('everyEvent');
