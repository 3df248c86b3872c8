import { noiseDay, type NoiseHost } from '../../fixtures/builders/noise';
import { alertEvent, alertsOfChunk, type CountedAlert } from './alert_counts';
import { hostMix } from './host_mix';
import { placeTest, readMixedTests, type MixedTest } from './mixed_tests';
import type { NoiseOptions } from './noise_options';
import { add, NoiseResult, type RoleCounts } from './noise_result';
import { longestSequenceMs, seedProbes, type NoiseRule, type SeedProbes } from './noise_rules';
import { noiseWorld, placeEvent, type NoiseWorld, type PlacedEvent } from './noise_world';

/** Hosts share a world up to so many events, then the rules run. */
const chunkEvents = 40_000;

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
  alertNumber: number;
}

/** Generates the hosts' days and runs every rule over them, a chunk of hosts at a time. Memory holds one chunk. */
export function runNoise(rules: readonly NoiseRule[], options: NoiseOptions, onProgress: (text: string) => void = () => undefined): NoiseResult {
  const run: Run = { rules, probes: seedProbes(rules), options, hosts: hostMix(options), result: new NoiseResult(), tails: new Map(), terms: new Map(), overlapMs: longestSequenceMs(rules), alertNumber: 0 };
  const tests = readMixedTests();
  for (const test of tests) if (hostsFor(test, run.hosts).length > 0) run.result.caught.set(`${test.name} (${test.style})`, new Set());
  for (let day = 0; day < options.days; day += 1) {
    runDay(run, day, day === options.days - 1 ? tests : []);
    onProgress(`day ${day + 1} of ${options.days}: ${run.result.written} events\n`);
  }
  return run.result;
}

const hostsFor = (test: MixedTest, hosts: readonly NoiseHost[]): NoiseHost[] => hosts.filter(({ style, role }) => style === test.style && role !== 'build_agent');

function runDay(run: Run, day: number, tests: readonly MixedTest[]): void {
  let chunk: PlacedEvent[] = [];
  for (const host of run.hosts) {
    for (const event of hostEvents(run, host, day)) chunk.push(event);
    const mixed = tests.filter((test, index) => hostsFor(test, run.hosts)[index % hostsFor(test, run.hosts).length] === host);
    chunk.push(...mixed.flatMap((test) => placeTest(test, { host, day, seed: run.options.seed })));
    if (chunk.length < chunkEvents) continue;
    runChunk(run, chunk, day);
    chunk = [];
  }
  if (chunk.length > 0) runChunk(run, chunk, day);
}

function hostEvents(run: Run, host: NoiseHost, day: number): PlacedEvent[] {
  const placed = [...(run.tails.get(host.index) ?? [])];
  const rates = run.result.ratesOf(host.role);
  let number = 0;
  let latestMs = 0;
  for (const hour of noiseDay({ seed: run.options.seed, host, day })) {
    for (const event of hour) {
      rates.add(event);
      latestMs = Math.max(latestMs, event.atMs);
      placed.push(placeEvent(event.document, { host: host.index, day, atMs: event.atMs, weight: event.weight }, { id: `${host.index}-${day}-${(number += 1)}` }));
    }
  }
  run.result.written += number;
  add(run.result.hostDays, host.role, 1);
  run.tails.set(host.index, day + 1 === run.options.days ? [] : placed.filter(({ origin }) => origin.atMs >= latestMs - run.overlapMs));
  return placed;
}

function runChunk(run: Run, events: readonly PlacedEvent[], day: number): void {
  const world = noiseWorld(events);
  const found = new Map<NoiseRule, readonly CountedAlert[]>();
  for (const rule of run.rules.filter(({ readsAlerts }) => !readsAlerts)) found.set(rule, runRuleOn(run, { rule, world, day }));
  const alerts = [...found].flatMap(([{ content }, ofRule]) => ofRule.map((alert) => alertEvent(content, alert, { hostId: run.hosts[alert.origin.host]?.id ?? '', number: (run.alertNumber += 1) })));
  const alertWorld = noiseWorld(alerts);
  for (const rule of run.rules.filter(({ readsAlerts }) => readsAlerts)) if (alerts.length > 0) runRuleOn(run, { rule, world: alertWorld, day });
  countSeed(run, { world, day });
}

/** Counts a rule's alerts of a chunk with and without exclusions; gives those with. */
function runRuleOn(run: Run, { rule, world, day }: { readonly rule: NoiseRule; readonly world: NoiseWorld; readonly day: number }): CountedAlert[] {
  const counts = run.result.countsOf(rule);
  const chunk = { options: rule.options, world, day, onRefusal: (message: string) => void run.result.refusals.set(rule.content.rule_id, message) };
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

function countSeed(run: Run, { world, day }: { readonly world: NoiseWorld; readonly day: number }): void {
  const chunk = { options: {}, world, day, onRefusal: (message: string) => void run.result.refusals.set('seed sequence over both sensors', message) };
  countAlerts(run, run.result.seedAlerts, alertsOfChunk({ ...chunk, run: run.probes.sequence }));
  countAlerts(run, run.result.firstEvents, alertsOfChunk({ ...chunk, run: run.probes.firstEvent }));
}
