import { noiseDay, type NoiseRole } from '../../fixtures/builders/noise';
import { EventRates } from './event_rates';
import { enterpriseRoles, labMix, type EnterpriseRole } from './host_mix';
import type { RoleCounts } from './job_result';
import type { NoiseResult } from './noise_result';
import type { NoiseRule } from './noise_rules';
import { checkEstimatedRates, checkMeasuredRates, type RateCheck } from './rate_check';

/** Alerts a host and day, by role. */
export type RoleFigures = Readonly<Partial<Record<NoiseRole, number>>>;

export interface RuleFigures {
  readonly ruleId: string;
  readonly seed: string;
  readonly severity: string;
  readonly isBuildingBlock: boolean;
  readonly withExclusions: RoleFigures;
  readonly withoutExclusions: RoleFigures;
}

export interface RoleTotal {
  readonly role: NoiseRole;
  /** Medium or higher of our own and corrected rules that alert by themselves, a host and day. */
  readonly withExclusions: number;
  readonly withoutExclusions: number;
  readonly target: number;
  readonly isMet: boolean;
}

export interface TestCatch {
  readonly test: string;
  readonly isRequired: boolean;
  /** Rules of our own. */
  readonly rules: readonly string[];
  readonly seeds: readonly string[];
}

export interface NoiseReport {
  readonly measured: readonly RateCheck[];
  readonly estimated: readonly RateCheck[];
  readonly hostDays: RoleFigures;
  readonly writtenEvents: number;
  readonly rules: readonly RuleFigures[];
  readonly totals: readonly RoleTotal[];
  readonly tests: readonly TestCatch[];
  /** Rules that could not be run, with what was said. */
  readonly refusals: ReadonlyArray<{ readonly ruleId: string; readonly message: string }>;
  /** The generator is like what it is made after, every required test is caught and every rule ran: only then do the counts say anything. */
  readonly isSound: boolean;
  /** The targets are met too. */
  readonly isMet: boolean;
}

const targets = { office: 0.1, server: 0.1, patch_day: 0.1, developer: 0.5, build_agent: 0.5 } satisfies Record<EnterpriseRole, number>;
const isOwn = ({ content: { seed } }: NoiseRule): boolean => seed === 'own' || seed === 'corrected';
const isShown = ({ content }: NoiseRule): boolean => content.building_block_type === undefined && content.severity !== 'low';

/** A day of the lab machines, beside E.1. */
export function measureLab(seed: string): RateCheck[] {
  const rates = new EventRates();
  const hosts = labMix(seed);
  for (const host of hosts) for (const hour of noiseDay({ seed, host, day: 0 })) hour.forEach((event) => rates.add(event));
  return checkMeasuredRates(rates, hosts.length * 24);
}

/** Puts a run's counts beside what is expected of them. `measured` is what `measureLab` gave. */
export function noiseReport(rules: readonly NoiseRule[], result: NoiseResult, measured: readonly RateCheck[]): NoiseReport {
  const roles = enterpriseRoles.filter((role) => result.hostDays.has(role));
  const perDay = (counts: RoleCounts): RoleFigures => Object.fromEntries(roles.map((role) => [role, (counts.get(role) ?? 0) / (result.hostDays.get(role) ?? 1)]));
  const estimated = roles.flatMap((role) => {
    const days = result.hostDays.get(role) ?? 1;
    const of = (counts: RoleCounts): number => (counts.get(role) ?? 0) / days;
    return checkEstimatedRates(role, { staging: result.ratesOf(role).stagingCreations / days, firstEvents: of(result.firstEvents), seedAlerts: of(result.seedAlerts) });
  });
  const figures = rules.map((rule) => ruleFigures(rule, result, perDay));
  const shown = new Set(rules.filter((rule) => isOwn(rule) && isShown(rule)).map(({ content }) => content.rule_id));
  const total = (role: NoiseRole, which: 'withExclusions' | 'withoutExclusions'): number => figures.filter(({ ruleId }) => shown.has(ruleId)).reduce((sum, rule) => sum + (rule[which][role] ?? 0), 0);
  const totals = roles.map((role): RoleTotal => ({ role, withExclusions: total(role, 'withExclusions'), withoutExclusions: total(role, 'withoutExclusions'), target: targets[role], isMet: total(role, 'withExclusions') < targets[role] }));
  const tests = caughtTests(rules, result);
  const refusals = [...result.refusals].map(([ruleId, message]) => ({ ruleId, message }));
  const isSound = refusals.length === 0 && [...measured, ...estimated].every((line) => line.isMet) && tests.every((test) => test.rules.length > 0 || !test.isRequired);
  const isMet = isSound && totals.every((line) => line.isMet);
  return { measured, estimated, hostDays: Object.fromEntries(result.hostDays), writtenEvents: result.written, rules: figures, totals, tests, refusals, isSound, isMet };
}

function ruleFigures(rule: NoiseRule, result: NoiseResult, perDay: (counts: RoleCounts) => RoleFigures): RuleFigures {
  const counts = result.countsOf(rule.content.rule_id);
  const { rule_id: ruleId, seed, severity, building_block_type: buildingBlock } = rule.content;
  return { ruleId, seed, severity, isBuildingBlock: buildingBlock !== undefined, withExclusions: perDay(counts.withExclusions), withoutExclusions: perDay(counts.withoutExclusions) };
}

function caughtTests(rules: readonly NoiseRule[], result: NoiseResult): TestCatch[] {
  const own = new Set(rules.filter(isOwn).map(({ content }) => content.rule_id));
  return [...result.caught].map(([test, { isRequired, ruleIds: ids }]) => ({ test, isRequired, rules: [...ids].filter((id) => own.has(id)), seeds: [...ids].filter((id) => !own.has(id)) }));
}
