import { firstDayMs, noiseDay, noiseStyles, type NoiseEvent, type NoiseHost, type NoiseStyle } from '../../fixtures/builders/noise';
import { alertEvent, alertsOfChunk, type CountedAlert } from './alert_counts';
import { hostMix } from './host_mix';
import { placeTest, readMixedTests, type MixedTest } from './mixed_tests';
import type { NoiseOptions } from './noise_options';
import { add, NoiseResult, type RoleCounts } from './noise_result';
import { longestSequenceMs, seedProbes, type NoiseRule, type SeedProbes } from './noise_rules';
import { noiseWorld, placeEvent, type NoiseWorld, type PlacedEvent } from './noise_world';

/** So many events make a chunk, of few hosts or many; then the rules run. Larger ones take more memory and more time to clear it. */
const chunkEvents = 8_000;
const hourMs = 3_600_000;

interface Run {
  readonly rules: readonly NoiseRule[];
  readonly probes: SeedProbes;
  readonly options: NoiseOptions;
  readonly hosts: readonly NoiseHost[];
  readonly result: NoiseResult;
  /** What of each host's day before a sequence may have begun in. */
  readonly tails: Map<number, readonly PlacedEvent[]>;
  /** Values that new-terms rules have met, by rule. */
  readonly terms: Map<string, Set<string>>;
  readonly overlapMs: number;
  /** What the rules run over next. */
  chunk: PlacedEvent[];
  piece: number;
  /** The day's alerts so far. */
  alerts: PlacedEvent[];
  alertNumber: number;
}

/** Generates the hosts' days and runs every rule over them, a chunk of hosts at a time. Memory holds one chunk and a day's alerts. */
export function runNoise(rules: readonly NoiseRule[], options: NoiseOptions, onProgress: (text: string) => void = () => undefined): NoiseResult {
  const run: Run = { rules, probes: seedProbes(rules), options, hosts: hostMix(options), result: new NoiseResult(), tails: new Map(), terms: new Map(), overlapMs: longestSequenceMs(rules), chunk: [], piece: 0, alerts: [], alertNumber: 0 };
  const tests = readMixedTests();
  for (const test of tests) if (hostsFor(test, run.hosts).length > 0) run.result.caught.set(`${test.name} (${test.style})`, { isRequired: test.isRequired, ruleIds: new Set() });
  for (let day = 0; day < options.days; day += 1) {
    runDay(run, day, day === options.days - 1 ? tests : []);
    onProgress(`day ${day + 1} of ${options.days}: ${run.result.written} events\n`);
  }
  return run.result;
}

const hostsFor = (test: MixedTest, hosts: readonly NoiseHost[]): NoiseHost[] => hosts.filter(({ style, role }) => style === test.style && role !== 'build_agent');

function runDay(run: Run, day: number, tests: readonly MixedTest[]): void {
  for (const style of noiseStyles) {
    for (const host of run.hosts.filter((one) => one.style === style)) {
      const mixed = tests.filter((test, index) => hostsFor(test, run.hosts)[index % hostsFor(test, run.hosts).length] === host);
      runHost(run, { host, day, mixed });
    }
    if (run.chunk.length > 0) runChunk(run, style);
  }
  runAlertReaders(run);
}

/** Adds a host's day to the chunk, hour by hour; where that grows full the rules run, and the host's last minutes begin the next one. */
function runHost(run: Run, { host, day, mixed }: { readonly host: NoiseHost; readonly day: number; readonly mixed: readonly MixedTest[] }): void {
  let waiting = mixed.flatMap((test) => placeTest(test, { host, day, seed: run.options.seed, piece: 0 }));
  let ofHost: PlacedEvent[] = [...(run.tails.get(host.index) ?? [])];
  run.chunk.push(...ofHost);
  let hourEndMs = firstDayMs + day * 24 * hourMs;
  for (const hour of noiseDay({ seed: run.options.seed, host, day })) {
    hourEndMs += hourMs;
    const endMs = hourEndMs;
    const placed = [...hour.map((event) => placeNoise(run, event, { host, day })), ...waiting.filter(({ origin }) => origin.atMs < endMs).map((event) => ({ ...event, origin: { ...event.origin, piece: run.piece } }))];
    waiting = waiting.filter(({ origin }) => origin.atMs >= endMs);
    run.chunk.push(...placed);
    ofHost = [...ofHost, ...placed].filter(({ origin }) => origin.atMs >= endMs - run.overlapMs);
    if (run.chunk.length < chunkEvents) continue;
    runChunk(run, host.style);
    run.chunk.push(...ofHost);
  }
  run.tails.set(host.index, day + 1 === run.options.days ? [] : ofHost);
  add(run.result.hostDays, host.role, 1);
}

function placeNoise(run: Run, event: NoiseEvent, { host, day }: { readonly host: NoiseHost; readonly day: number }): PlacedEvent {
  run.result.ratesOf(host.role).add(event);
  run.result.written += 1;
  return placeEvent(event.document, { host: host.index, day, piece: run.piece, atMs: event.atMs, weight: event.weight }, { id: `event-${run.result.written}` });
}

/** Runs every rule that reads events over the chunk, keeps their alerts for those that read alerts, and begins the next piece. */
function runChunk(run: Run, style: NoiseStyle): void {
  const world = noiseWorld(run.chunk, style);
  for (const rule of run.rules.filter(({ readsAlerts }) => !readsAlerts)) {
    for (const alert of runRuleOn(run, { rule, world, piece: run.piece })) {
      const number = (run.alertNumber += 1);
      run.alerts.push(alertEvent(rule.content, alert, { hostId: run.hosts[alert.origin.host]?.id ?? '', number }));
    }
  }
  countSeed(run, world);
  run.chunk = [];
  run.piece += 1;
}

/** Correlating rules read a whole day's alerts at once; what an hour around midnight adds up to is not seen. */
function runAlertReaders(run: Run): void {
  const world = noiseWorld(run.alerts, 'alerts');
  for (const rule of run.rules.filter(({ readsAlerts }) => readsAlerts)) if (run.alerts.length > 0) runRuleOn(run, { rule, world, piece: 0 });
  run.alerts = [];
}

/** Counts a rule's alerts of a chunk with and without exclusions; gives those with. */
function runRuleOn(run: Run, { rule, world, piece }: { readonly rule: NoiseRule; readonly world: NoiseWorld; readonly piece: number }): CountedAlert[] {
  const counts = run.result.countsOf(rule);
  const chunk = { options: rule.options, world, piece, onRefusal: (message: string) => void run.result.refusals.set(rule.content.rule_id, message) };
  const alerts = onlyNew(run, rule, alertsOfChunk({ ...chunk, run: rule.withExclusions }));
  run.result.addTests(rule.content.rule_id, alerts);
  countAlerts(run, counts.withExclusions, alerts);
  countAlerts(run, counts.withoutExclusions, rule.withoutExclusions ? alertsOfChunk({ ...chunk, run: rule.withoutExclusions }) : alerts);
  return alerts;
}

/** Of a new-terms rule's alerts those whose values no earlier day had; the first day only fills its history, as the first run of such a rule does. */
function onlyNew(run: Run, { content }: NoiseRule, alerts: CountedAlert[]): CountedAlert[] {
  if (content.type !== 'new_terms') return alerts;
  const known = run.terms.get(content.rule_id) ?? new Set<string>();
  run.terms.set(content.rule_id, known);
  return alerts.filter(({ key, origin, tests }) => {
    const text = JSON.stringify(key);
    const isNew = !known.has(text) && (origin.day > 0 || tests.size > 0);
    known.add(text);
    return isNew;
  });
}

function countAlerts(run: Run, counts: RoleCounts, alerts: readonly CountedAlert[]): void {
  for (const { origin, tests } of alerts) {
    const role = run.hosts[origin.host]?.role;
    if (role && tests.size === 0) add(counts, role, origin.weight);
  }
}

function countSeed(run: Run, world: NoiseWorld): void {
  const chunk = { options: {}, world, piece: run.piece, onRefusal: (message: string) => void run.result.refusals.set('seed sequence over both sensors', message) };
  countAlerts(run, run.result.seedAlerts, alertsOfChunk({ ...chunk, run: run.probes.sequence }));
  countAlerts(run, run.result.firstEvents, alertsOfChunk({ ...chunk, run: run.probes.firstEvent }));
}
