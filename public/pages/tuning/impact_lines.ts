import type { CoverageChange } from '../../../common/coverage';

/** `lost`, `found`: detected no more, or newly; `loud`, `quiet`: the same of look-alikes, where an alert is the fault. */
export type ImpactKind = 'lost' | 'found' | 'loud' | 'quiet' | 'other';

export interface ImpactLine {
  readonly kind: ImpactKind;
  /** Ids of tests, each once. */
  readonly tests: readonly string[];
}

const order: readonly ImpactKind[] = ['lost', 'loud', 'found', 'quiet', 'other'];

/** Changed verdicts by what they mean, the bad ones first. */
export function impactLines(changes: readonly Pick<CoverageChange, 'testId' | 'before' | 'after'>[]): readonly ImpactLine[] {
  return order.flatMap((kind) => {
    const tests = [...new Set(changes.filter((change) => kindOf(change) === kind).map(({ testId }) => testId))];
    return tests.length === 0 ? [] : [{ kind, tests }];
  });
}

function kindOf({ before, after }: Pick<CoverageChange, 'before' | 'after'>): ImpactKind {
  if (before === 'detected') return 'lost';
  if (after === 'detected') return 'found';
  if (after === 'alerted') return 'loud';
  return before === 'alerted' ? 'quiet' : 'other';
}
