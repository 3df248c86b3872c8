import { firstDayMs, noiseDay, type NoiseEvent, type NoiseHost } from '../../fixtures/builders/noise';
import { runRules, type RuleRun } from '../../common/rule_run';
import { countedAlert, type CountedAlert } from './counted_alert';
import { EventRates } from './event_rates';
import { add, emptyJobResult, entryOf, type JobResult, type RoleCounts } from './job_result';
import { placeTest, type MixedTest } from './mixed_tests';
import type { NoiseSearch, NoiseJob, NoiseSetup } from './noise_setup';
import { noiseWorld, placeGenerated, type PlacedEvent } from './noise_world';

/** So many events make a chunk, of few hosts or many; then the rules run. Larger ones take more memory and more time to clear it. */
const chunkEvents = 8_000;
const hourMs = 3_600_000;

interface Run {
  readonly setup: NoiseSetup;
  readonly job: NoiseJob;
  readonly result: JobResult;
  /** What of each host's day before a sequence may have begun in. */
  readonly tails: Map<number, readonly PlacedEvent[]>;
  /** What the rules run over next. */
  chunk: PlacedEvent[];
  piece: number;
  day: number;
}

/** Generates the days of a job's hosts and runs every rule over them, a chunk at a time. Memory holds one chunk and the alerts. */
export function runJob(setup: NoiseSetup, job: NoiseJob): JobResult {
  const { days } = setup.options;
  const run: Run = { setup, job, result: emptyJobResult(days), tails: new Map(), chunk: [], piece: 0, day: 0 };
  for (run.day = 0; run.day < days; run.day += 1) {
    for (const host of job.hosts) {
      const isMixed = ([, placed]: readonly [MixedTest, NoiseHost]): boolean => run.day === days - 1 && placed.index === host.index;
      runHost(run, host, [...setup.hostOfTest].filter(isMixed).map(([test]) => test));
    }
    if (run.chunk.length > 0) runChunk(run);
  }
  return run.result;
}

/** Adds a host's day to the chunk, hour by hour; where that grows full the rules run, and the host's last minutes begin the next one. */
function runHost(run: Run, host: NoiseHost, mixed: readonly MixedTest[]): void {
  const { day, setup: { options: { seed, days }, overlapMs } } = run;
  let waiting = mixed.flatMap((test) => placeTest(test, { host, day, seed, piece: 0 }));
  let ofHost: PlacedEvent[] = [...(run.tails.get(host.index) ?? [])];
  run.chunk.push(...ofHost);
  let hourEndMs = firstDayMs + day * 24 * hourMs;
  for (const hour of noiseDay({ seed, host, day })) {
    hourEndMs += hourMs;
    const endMs = hourEndMs;
    const placed = [...hour.map((event) => placeNoise(run, event, host)), ...waiting.filter(({ origin }) => origin.atMs < endMs).map((event) => ({ ...event, origin: { ...event.origin, piece: run.piece } }))];
    waiting = waiting.filter(({ origin }) => origin.atMs >= endMs);
    run.chunk.push(...placed);
    ofHost = [...ofHost, ...placed].filter(({ origin }) => origin.atMs >= endMs - overlapMs);
    if (run.chunk.length < chunkEvents) continue;
    runChunk(run);
    run.chunk.push(...ofHost);
  }
  run.tails.set(host.index, day + 1 === days ? [] : ofHost);
  add(run.result.hostDays, host.role, 1);
}

function placeNoise({ result, day, piece }: Run, event: NoiseEvent, host: NoiseHost): PlacedEvent {
  entryOf(result.rates, host.role, () => new EventRates()).add(event);
  result.written += 1;
  return placeGenerated(event.document, { host: host.index, day, piece, atMs: event.atMs, weight: event.weight }, { id: `event-${result.written}`, style: host.style });
}

/** Runs every search over the chunk, all in one walk over its events, and begins the next piece. */
function runChunk(run: Run): void {
  const { setup, job, piece } = run;
  const searches = setup.searches.filter(({ noiseRule }) => !noiseRule?.readsAlerts);
  const world = noiseWorld(run.chunk, job.style);
  const outcomes = runRules(searches, world.indices);
  searches.forEach((search, place) => {
    const alerts = alertsOf(run, search, outcomes[place]).flatMap((alert) => countedAlert(alert, world, piece) ?? []);
    countSearch(run, search, alerts);
  });
  run.chunk = [];
  run.piece += 1;
}

function alertsOf({ result }: Run, { noiseRule }: NoiseSearch, run: RuleRun | undefined): Extract<RuleRun, { outcome: 'ran' }>['alerts'] {
  if (run?.outcome === 'ran') return run.alerts;
  if (run && run.outcome !== 'no_index') result.refusals.set(noiseRule?.content.rule_id ?? 'seed sequence over both sensors', refusalText(run));
  return [];
}

export function refusalText(run: Extract<RuleRun, { outcome: 'failed' | 'unsupported' }>): string {
  return run.outcome === 'failed' ? run.message : run.what;
}

function countSearch(run: Run, { counted, noiseRule }: NoiseSearch, alerts: readonly CountedAlert[]): void {
  const { result, day } = run;
  const ruleId = noiseRule?.content.rule_id ?? '';
  switch (counted) {
    case 'with_exclusions':
      return alerts.forEach((alert) => void result.days[day]?.push({ ruleId, ...alert, key: noiseRule?.content.type === 'new_terms' ? alert.key : [] }));
    case 'without_exclusions':
      return countAlerts(run.setup, entryOf(result.withoutExclusions, ruleId, () => new Map()), alerts);
    case 'seed_sequence':
      return countAlerts(run.setup, result.seedAlerts, alerts);
    case 'seed_first_event':
      return countAlerts(run.setup, result.firstEvents, alerts);
  }
}

/** Counts alerts of the noise by their hosts' roles; those of tests are not among them. */
export function countAlerts({ hosts }: Pick<NoiseSetup, 'hosts'>, counts: RoleCounts, alerts: readonly CountedAlert[]): void {
  for (const { origin, tests } of alerts) {
    const role = hosts[origin.host]?.role;
    if (role && tests.size === 0) add(counts, role, origin.weight);
  }
}
