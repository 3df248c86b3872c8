import type { EndpointResponse, findPorts } from '../../../common/api';
import type { CoverageRule, CoverageRun, CoverageTest, TestKind, Verdict } from '../../../common/coverage';
import type { EventStyle } from '../../../common/detection';

type FoundPort = Pick<EndpointResponse<typeof findPorts>['ports'][number], 'ruleId' | 'originalRuleId' | 'port'>;

/**
 * `agrees`: both texts decide the same; `listed`: they differ, and the port says why; `unlisted`: they differ and no reason is listed;
 * `unknown`: what ours does with the test is not known now, or the rule was edited and is the port no more.
 */
export type PortOutcome = 'agrees' | 'listed' | 'unlisted' | 'unknown';

/** One test in one style under a port. */
export interface PortVerdict {
  readonly testId: string;
  readonly title: string;
  readonly kind: TestKind;
  readonly style: EventStyle;
  /** Of the last run. */
  readonly ours: Verdict;
  /** Undefined where it cannot be told. */
  readonly original: 'detected' | 'missed' | undefined;
  readonly outcome: PortOutcome;
  /** The listed reason. */
  readonly why?: string;
  /** A difference is listed, and there is none now, in no source. */
  readonly isOutdated: boolean;
}

export interface PortAgreement {
  /** Undefined where the rule is not in the matrix. */
  readonly rule: CoverageRule | undefined;
  /** Tests and styles that the rule can be asked; those that do not apply are left out. */
  readonly verdicts: readonly PortVerdict[];
  readonly counts: Readonly<Record<PortOutcome, number>>;
}

/**
 * Holds a port against the present matrix. Where a rule of the build does what the original does, its verdicts are the original's, and a source that
 * it does not read is one in which it finds nothing. Elsewhere the original cannot be run: it does what the port as shipped does, unless the port
 * lists a difference; an alert that an exclusion hides is one that the original gives.
 */
export function portAgreement(found: FoundPort, { rules, tests, cells }: Pick<CoverageRun, 'rules' | 'tests' | 'cells'>): PortAgreement {
  const { ruleId, originalRuleId, port } = found;
  const rule = rules.find((candidate) => candidate.ruleId === ruleId);
  const testById = new Map(tests.map((test) => [test.testId, test]));
  const listed = new Map(port.verdictDifferences.map((difference) => [difference.test, difference]));
  const ofOriginal = new Map(cells.flatMap(({ ruleId: of, testId, results }) => (of === originalRuleId ? results.map(({ style, verdict }) => [`${testId} ${style}`, verdict] as const) : [])));
  const verdicts = cells.flatMap(({ ruleId: of, testId, results }) => {
    const test = testById.get(testId);
    if (of !== ruleId || !test) return [];
    const difference = listed.get(testId);
    const asked = results.filter(({ verdict }) => verdict !== 'not_applicable');
    const judged = asked.map(({ style, verdict: ours }) => {
      const original = originalRuleId === undefined ? deduced(ours, difference, rule?.state === 'installed') : runnable(ofOriginal.get(`${testId} ${style}`));
      return toVerdict({ test, style, ours, original, difference });
    });
    const isOutdated = difference !== undefined && judged.length > 0 && judged.every(({ outcome }) => outcome === 'agrees');
    return judged.map((verdict) => ({ ...verdict, isOutdated }));
  });
  const counts: Record<PortOutcome, number> = { agrees: 0, listed: 0, unlisted: 0, unknown: 0 };
  for (const { outcome } of verdicts) counts[outcome] += 1;
  return { rule, verdicts, counts };
}

type Difference = FoundPort['port']['verdictDifferences'][number];

function deduced(ours: Verdict, difference: Difference | undefined, isAsShipped: boolean): PortVerdict['original'] {
  if (difference !== undefined) return difference.original;
  if (!isAsShipped) return undefined;
  return ours === 'hidden_by_exclusion' ? 'detected' : decision(ours);
}

function runnable(verdict: Verdict | undefined): PortVerdict['original'] {
  return verdict === 'not_applicable' ? 'missed' : verdict && decision(verdict);
}

interface Judged extends Pick<PortVerdict, 'style' | 'ours' | 'original'> {
  readonly test: CoverageTest;
  readonly difference: Difference | undefined;
}

function toVerdict({ test, style, ours, original, difference }: Judged): Omit<PortVerdict, 'isOutdated'> {
  const known = decision(ours);
  const head = { testId: test.testId, title: test.title, kind: test.kind, style, ours, original };
  if (known === undefined || original === undefined) return { ...head, outcome: 'unknown' };
  if (known === original) return { ...head, outcome: 'agrees' };
  return difference?.original === original ? { ...head, outcome: 'listed', why: difference.why } : { ...head, outcome: 'unlisted' };
}

/** Whether ours alerted; undefined where that is not known now. */
function decision(verdict: Verdict): 'detected' | 'missed' | undefined {
  switch (verdict) {
    case 'detected':
    case 'alerted':
      return 'detected';
    case 'missed':
    case 'silent':
    case 'hidden_by_exclusion':
      return 'missed';
    case 'not_applicable':
    case 'stale':
    case 'error':
      return undefined;
  }
}
