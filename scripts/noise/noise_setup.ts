import { noiseStyles, type NoiseHost, type NoiseStyle } from '../../fixtures/builders/noise';
import type { RuleToRun } from '../../common/rule_run';
import { hostMix } from './host_mix';
import { readMixedTests, type MixedTest } from './mixed_tests';
import type { NoiseOptions } from './noise_options';
import { longestSequenceMs, seedProbes, type NoiseRule } from './noise_rules';

/** What a search counts for. */
export type Counted = 'with_exclusions' | 'without_exclusions' | 'seed_sequence' | 'seed_first_event';

export interface NoiseSearch extends RuleToRun {
  readonly counted: Counted;
  /** Absent for the seed's own searches. */
  readonly noiseRule?: NoiseRule;
}

/** Everything that is the same for all jobs of a run. */
export interface NoiseSetup {
  readonly rules: readonly NoiseRule[];
  readonly options: NoiseOptions;
  readonly hosts: readonly NoiseHost[];
  readonly tests: readonly MixedTest[];
  /** The host that each test is mixed into. */
  readonly hostOfTest: ReadonlyMap<MixedTest, NoiseHost>;
  /** Rules with and without their exclusions, and the seed's probes. Those that read events run together over each chunk, those that read alerts over a day's. */
  readonly searches: readonly NoiseSearch[];
  /** What two pieces of a host's stream share. */
  readonly overlapMs: number;
}

export function noiseSetup(rules: readonly NoiseRule[], options: NoiseOptions): NoiseSetup {
  const hosts = hostMix(options);
  const tests = readMixedTests();
  return { rules, options, hosts, tests, hostOfTest: placeTests(tests, hosts), searches: allSearches(rules), overlapMs: longestSequenceMs(rules) };
}

/** Tests go round the hosts of their style; not into build agents, whose events are thinned. */
function placeTests(tests: readonly MixedTest[], hosts: readonly NoiseHost[]): Map<MixedTest, NoiseHost> {
  const placed = new Map<MixedTest, NoiseHost>();
  for (const [index, test] of tests.entries()) {
    const fitting = hosts.filter(({ style, role }) => style === test.style && role !== 'build_agent');
    const host = fitting[index % fitting.length];
    if (host) placed.set(test, host);
  }
  return placed;
}

function allSearches(rules: readonly NoiseRule[]): NoiseSearch[] {
  const { sequence, firstEvent } = seedProbes(rules);
  const ofRules = rules.flatMap((noiseRule): NoiseSearch[] => {
    const { withExclusions, withoutExclusions, options } = noiseRule;
    return [{ rule: withExclusions, options, counted: 'with_exclusions', noiseRule }, ...(withoutExclusions ? [{ rule: withoutExclusions, options, counted: 'without_exclusions' as const, noiseRule }] : [])];
  });
  return [...ofRules, { rule: sequence, counted: 'seed_sequence' }, { rule: firstEvent, counted: 'seed_first_event' }];
}

/** Hosts of one sensor whose days are generated and searched one after the other, whoever does the other jobs. */
export interface NoiseJob {
  readonly style: NoiseStyle;
  readonly hosts: readonly NoiseHost[];
}

/** So many neighbouring hosts make the jobs of the two styles: each has all roles among its ten. */
const hostsTogether = 10;

/** The jobs of a run, in the order in which their results are put together. It does not hang on who runs them. */
export function noiseJobs(hosts: readonly NoiseHost[]): NoiseJob[] {
  const groups = Array.from({ length: Math.ceil(hosts.length / hostsTogether) }, (_, group) => hosts.slice(group * hostsTogether, (group + 1) * hostsTogether));
  return noiseStyles.flatMap((style) => groups.map((group) => ({ style, hosts: group.filter((host) => host.style === style) }))).filter((job) => job.hosts.length > 0);
}
