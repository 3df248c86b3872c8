import type { EventStyle } from '../detection';
import type { CorpusTest } from './coverage_corpus';
import type { CoverageChange, CoverageRule } from './coverage_run';
import { isCounted, mustBeCaught } from './coverage_summary';

/** A test that is caught before a change of a rule, and not after it. */
export interface BlindTest {
  readonly testId: string;
  readonly title: string;
  readonly style: EventStyle;
  /** Where the test asks for this very rule. */
  readonly ruleId?: string;
}

export interface BlindOrder {
  readonly changes: readonly CoverageChange[];
  readonly rules: readonly CoverageRule[];
  readonly tests: readonly CorpusTest[];
  /** Whether another rule of ours catches the test after the change. */
  readonly isCaughtByOther: (test: CorpusTest, style: EventStyle) => boolean;
}

/** A seed as written and a port prove nothing, so that they have nothing to lose. */
export function isGuarded({ seed }: Pick<CoverageRule, 'seed'>): boolean {
  return seed === 'own' || seed === 'corrected';
}

/** Tests that nobody catches any more, and those that lose the very rule they ask for. */
export function findBlindTests({ changes, rules, tests, isCaughtByOther }: BlindOrder): BlindTest[] {
  return changes.flatMap(({ ruleId, testId, style, before, after }): BlindTest[] => {
    const rule = rules.find((candidate) => candidate.ruleId === ruleId);
    const test = tests.find((candidate) => candidate.testId === testId);
    if (!rule || !test || !isGuarded(rule) || before !== 'detected' || after === 'detected') return [];
    const { title } = test;
    if (test.caughtBy.includes(ruleId)) return [{ testId, title, style, ruleId }];
    return mustBeCaught(test) && isCounted(rule) && !isCaughtByOther(test, style) ? [{ testId, title, style }] : [];
  });
}
