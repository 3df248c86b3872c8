import type { CoverageProblem, CoverageRun, CoverageTest, Verdict } from '../../common/coverage';

const signs: Readonly<Record<Verdict, string>> = { detected: 'X', missed: '.', hidden_by_exclusion: 'H', not_applicable: ' ', silent: '.', alerted: '!', stale: '~', error: 'E' };
const legend = 'X detected   . missed (look-alikes: silent)   H hidden by exclusion   ! alerted on a look-alike   E error   blank: not applicable\nEach cell: Elastic Defend, then Sysmon.';
const styles = ['elastic_defend', 'sysmon'] as const;

/** The matrix as a table of text, rules as numbered columns, and what is not as it has to be. */
export function printMatrix(run: CoverageRun): string {
  const columns = run.rules.map(({ ruleId }, index) => ({ ruleId, number: String(index + 1).padStart(2) }));
  const cells = new Map(run.cells.map((cell) => [`${cell.ruleId} ${cell.testId}`, cell]));
  const width = Math.max(...run.tests.map(({ testId }) => testId.length), 4);
  const row = ({ testId }: CoverageTest): string => {
    const shown = columns.map(({ ruleId }) => {
      const results = cells.get(`${ruleId} ${testId}`)?.results ?? [];
      return styles.map((style) => signs[results.find((result) => result.style === style)?.verdict ?? 'not_applicable']).join('');
    });
    return `${testId.padEnd(width)}  ${shown.join(' ')}`.trimEnd();
  };
  return [
    `${''.padEnd(width)}  ${columns.map(({ number }) => number).join(' ')}`,
    ...run.tests.map(row),
    '',
    legend,
    '',
    ...columns.map(({ number }, index) => `${number}  ${run.rules[index]?.ruleId ?? ''} (${describeRule(run, index)})`),
    '',
    printSummary(run),
  ].join('\n');
}

function describeRule({ rules }: CoverageRun, index: number): string {
  const rule = rules[index];
  return rule ? [rule.severity, rule.seed, ...(rule.buildingBlock ? ['building block'] : [])].join(', ') : '';
}

function printSummary({ summary, corpusHash }: CoverageRun): string {
  const { tests, caught, neighbours, neighboursCaught, benign, benignSilent, verdicts, problems } = summary;
  const counts = Object.entries(verdicts).filter(([, count]) => count > 0).map(([verdict, count]) => `${count} ${verdict.replaceAll('_', ' ')}`);
  return [
    `${caught} of ${tests} tests caught by our rules in every style that can carry them; ${neighboursCaught} of ${neighbours} neighbours; ${benignSilent} of ${benign} look-alikes silent.`,
    `Verdicts: ${counts.join(', ')}. Corpus ${corpusHash.slice(0, 12)}.`,
    ...problems.map((problem) => `PROBLEM  ${printProblem(problem)}`),
  ].join('\n');
}

function printProblem({ code, testId, ruleId, style }: CoverageProblem): string {
  const where = style === undefined ? '' : ` in the style ${style}`;
  if (code === 'required_not_detected') return `${ruleId} has to catch ${testId}${where} and does not`;
  if (code === 'not_caught') return `no rule of ours catches ${testId}${where}`;
  if (code === 'benign_alerted') return `${ruleId} alerts on the look-alike ${testId}${where}`;
  return `${ruleId} could not be run on ${testId}${where}`;
}
