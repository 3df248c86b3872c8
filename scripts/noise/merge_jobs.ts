import { runRules } from '../../common/rule_run';
import { alertEvent, countedAlert, type CountedAlert } from './counted_alert';
import type { JobResult, PackedJobResult, RuleAlert } from './job_result';
import type { NoiseRule } from './noise_rules';
import { addAll, NoiseResult } from './noise_result';
import type { NoiseSetup } from './noise_setup';
import { noiseWorld, type PlacedEvent } from './noise_world';
import { unpackAlerts, type PackedAlerts } from './packed_alerts';
import { countAlerts, refusalText } from './run_job';

interface Merge {
  readonly setup: NoiseSetup;
  readonly rules: ReadonlyMap<string, NoiseRule>;
  readonly result: NoiseResult;
  /** Values that new-terms rules have met, by rule. */
  readonly terms: Map<string, Set<string>>;
  alertNumber: number;
}

/** Puts the results of all jobs together, day by day, in the order of the jobs: the same whichever was done first, and wherever. */
export function mergeJobs(setup: NoiseSetup, jobs: ReadonlyArray<JobResult | PackedJobResult>): NoiseResult {
  const merge: Merge = { setup, rules: new Map(setup.rules.map((rule) => [rule.content.rule_id, rule])), result: new NoiseResult(), terms: new Map(), alertNumber: 0 };
  const { result } = merge;
  for (const [test] of setup.hostOfTest) result.caught.set(`${test.name} (${test.style})`, { isRequired: test.isRequired, ruleIds: new Set() });
  for (const job of jobs) addCounts(result, job);
  for (let day = 0; day < setup.options.days; day += 1) for (const { days } of jobs) mergeDay(merge, alertsOf(days[day]));
  return result;
}

function alertsOf(day: readonly RuleAlert[] | PackedAlerts | undefined): readonly RuleAlert[] {
  if (day === undefined) return [];
  return 'ruleIds' in day ? unpackAlerts(day) : day;
}

function addCounts(result: NoiseResult, job: JobResult | PackedJobResult): void {
  addAll(result.hostDays, job.hostDays);
  addAll(result.firstEvents, job.firstEvents);
  addAll(result.seedAlerts, job.seedAlerts);
  for (const [ruleId, counts] of job.withoutExclusions) addAll(result.countsOf(ruleId).withoutExclusions, counts);
  for (const [role, rates] of job.rates) result.ratesOf(role).addAll(rates);
  for (const [ruleId, message] of job.refusals) result.refusals.set(ruleId, message);
  result.written += job.written;
}

/**
 * Counts a job's alerts of a day, then runs the correlating rules over all of them at once: they add up by host, and a host is in one job. What an hour around
 * midnight adds up to is not seen.
 */
function mergeDay(merge: Merge, found: readonly RuleAlert[]): void {
  const alerts = found.filter((alert) => isNew(merge, alert));
  const events = alerts.flatMap((alert): PlacedEvent[] => {
    const rule = merge.rules.get(alert.ruleId);
    if (!rule) return [];
    countAlert(merge, rule, alert);
    merge.alertNumber += 1;
    return [alertEvent(rule.content, alert, { hostId: merge.setup.hosts[alert.origin.host]?.id ?? '', number: merge.alertNumber })];
  });
  if (events.length > 0) runAlertReaders(merge, events);
}

/** Of a new-terms rule's alerts those whose values no earlier day had; the first day only fills its history, as the first run of such a rule does. */
function isNew({ rules, terms }: Merge, { ruleId, key, origin, tests }: RuleAlert): boolean {
  if (rules.get(ruleId)?.content.type !== 'new_terms') return true;
  const known = terms.get(ruleId) ?? new Set<string>();
  terms.set(ruleId, known);
  const text = JSON.stringify(key);
  const isNewKey = !known.has(text) && (origin.day > 0 || tests.size > 0);
  known.add(text);
  return isNewKey;
}

function countAlert({ setup, result }: Merge, { content: { rule_id: ruleId }, withoutExclusions }: NoiseRule, alert: CountedAlert): void {
  const counts = result.countsOf(ruleId);
  countAlerts(setup, counts.withExclusions, [alert]);
  if (!withoutExclusions) countAlerts(setup, counts.withoutExclusions, [alert]);
  for (const test of alert.tests) result.caught.get(test)?.ruleIds.add(ruleId);
}

function runAlertReaders(merge: Merge, events: readonly PlacedEvent[]): void {
  const world = noiseWorld(events, 'alerts');
  const searches = merge.setup.searches.filter(({ noiseRule }) => noiseRule?.readsAlerts);
  const outcomes = runRules(searches, world.indices);
  searches.forEach(({ noiseRule, counted }, place) => {
    const run = outcomes[place];
    if (!noiseRule || !run || run.outcome === 'no_index') return;
    if (run.outcome !== 'ran') return void merge.result.refusals.set(noiseRule.content.rule_id, refusalText(run));
    const alerts = run.alerts.flatMap((alert) => countedAlert(alert, world, 0) ?? []);
    if (counted === 'with_exclusions') alerts.forEach((alert) => countAlert(merge, noiseRule, alert));
    else countAlerts(merge.setup, merge.result.countsOf(noiseRule.content.rule_id).withoutExclusions, alerts);
  });
}
