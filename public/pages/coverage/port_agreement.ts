import type { CoverageRule, CoverageTest, TestKind, Verdict } from '../../../common/coverage';
import type { EventStyle } from '../../../common/detection';
import type { CoverageMatrix, FoundPort } from '../../data';

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
  /** A difference is listed, and there is none now. */
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
 * Holds a port against the present matrix. The original cannot be run here: what it does with a test is what the port as shipped does, unless the
 * port lists a difference. An alert that an exclusion hides is one that the original gives.
 */
export function portAgreement({ ruleId, port }: FoundPort, { rules, tests, cells }: CoverageMatrix): PortAgreement {
  const rule = rules.find((candidate) => candidate.ruleId === ruleId);
  const testById = new Map(tests.map((test) => [test.testId, test]));
  const listed = new Map(port.verdictDifferences.map((difference) => [difference.test, difference]));
  const isAsShipped = rule?.state === 'installed';
  const verdicts = cells.flatMap(({ ruleId: of, testId, results }) => {
    const test = testById.get(testId);
    if (of !== ruleId || !test) return [];
    return results.flatMap(({ style, verdict }) => (verdict === 'not_applicable' ? [] : [toVerdict({ test, style, ours: verdict, difference: listed.get(testId), isAsShipped })]));
  });
  const counts: Record<PortOutcome, number> = { agrees: 0, listed: 0, unlisted: 0, unknown: 0 };
  for (const { outcome } of verdicts) counts[outcome] += 1;
  return { rule, verdicts, counts };
}

interface Judged {
  readonly test: CoverageTest;
  readonly style: EventStyle;
  readonly ours: Verdict;
  readonly difference: FoundPort['port']['verdictDifferences'][number] | undefined;
  readonly isAsShipped: boolean;
}

function toVerdict({ test, style, ours, difference, isAsShipped }: Judged): PortVerdict {
  const known = decision(ours);
  const asShipped = isAsShipped ? (ours === 'hidden_by_exclusion' ? 'detected' : known) : undefined;
  const original = difference?.original ?? asShipped;
  const head = { testId: test.testId, title: test.title, kind: test.kind, style, ours, original };
  if (known === undefined || original === undefined) return { ...head, outcome: 'unknown', isOutdated: false };
  if (known === original) return { ...head, outcome: 'agrees', isOutdated: difference !== undefined };
  return difference === undefined ? { ...head, outcome: 'unlisted', isOutdated: false } : { ...head, outcome: 'listed', why: difference.why, isOutdated: false };
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
