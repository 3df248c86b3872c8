import type { EventStyle } from '../detection';
import type { CoverageCell, CoverageProblem, CoverageRule, CoverageSummary, CoverageTest, Verdict } from './coverage_run';

interface Matrix {
  readonly rules: readonly CoverageRule[];
  readonly tests: readonly CoverageTest[];
  readonly cells: readonly CoverageCell[];
}

/** Counts the matrix and names what is not as it has to be. Stale cells are no fault and no success. */
export function summarize(matrix: Matrix): CoverageSummary {
  const { tests, cells } = matrix;
  const rows = indexRows(matrix);
  const uncaught = tests.flatMap((test) => missingStyles(test, rows).map((style): CoverageProblem => ({ code: 'not_caught', testId: test.testId, style })));
  const benignAlerts = benignProblems(matrix);
  const isCaught = ({ testId }: CoverageTest): boolean => !uncaught.some((problem) => problem.testId === testId);
  const countKind = (kind: CoverageTest['kind'], isGood: (test: CoverageTest) => boolean): { all: number; good: number } => {
    const groups = groupsOf(tests, kind);
    return { all: groups.size, good: [...groups.values()].filter((group) => group.every(isGood)).length };
  };
  const [ofTests, ofNeighbours] = [countKind('test', isCaught), countKind('neighbour', isCaught)];
  const ofBenign = countKind('benign', ({ testId }) => rows.isRun(testId) && !benignAlerts.some((problem) => problem.testId === testId));
  return {
    tests: ofTests.all,
    caught: ofTests.good,
    neighbours: ofNeighbours.all,
    neighboursCaught: ofNeighbours.good,
    benign: ofBenign.all,
    benignSilent: ofBenign.good,
    verdicts: countVerdicts(cells),
    problems: [...requiredProblems(matrix), ...uncaught.filter(({ testId, style }) => mustBeCaught(tests.find((test) => test.testId === testId)) && rows.isRunIn(testId, style)), ...benignAlerts, ...failures(matrix)],
  };
}

/** Rules whose alerts a person sees and that are ours: a seed as written, its port and a building block prove nothing. */
export function isCounted({ seed, buildingBlock, state }: Pick<CoverageRule, 'seed' | 'buildingBlock' | 'state'>): boolean {
  return (seed === 'own' || seed === 'corrected') && !buildingBlock && state !== 'missing' && state !== 'deleted';
}

/** A neighbour is explained by its cells; a user's test with named rules asks for just those. */
export function mustBeCaught(test: CoverageTest | undefined): boolean {
  return test?.kind === 'test' || (test?.kind === 'own' && test.caughtBy.length === 0);
}

interface Rows {
  verdicts(testId: string, style: EventStyle): Array<{ readonly rule: CoverageRule; readonly verdict: Verdict }>;
  isRun(testId: string): boolean;
  isRunIn(testId: string, style: EventStyle | undefined): boolean;
}

function indexRows({ rules, cells }: Matrix): Rows {
  const ruleById = new Map(rules.map((rule) => [rule.ruleId, rule]));
  const byTest = new Map<string, Array<{ rule: CoverageRule; style: EventStyle; verdict: Verdict }>>();
  for (const { ruleId, testId, results } of cells) {
    const rule = ruleById.get(ruleId);
    if (!rule) continue;
    const row = byTest.get(testId) ?? [];
    byTest.set(testId, row);
    for (const { style, verdict } of results) row.push({ rule, style, verdict });
  }
  const row = (testId: string) => byTest.get(testId) ?? [];
  return {
    verdicts: (testId, style) => row(testId).filter((result) => result.style === style),
    isRun: (testId) => row(testId).some(({ verdict }) => verdict !== 'stale') && !row(testId).some(({ rule, verdict }) => isCounted(rule) && verdict === 'stale'),
    isRunIn: (testId, style) => row(testId).some((result) => result.style === style && isCounted(result.rule) && result.verdict !== 'stale'),
  };
}

/** Styles with events in which none of our rules catches the test. */
function missingStyles({ testId, styles, kind }: CoverageTest, rows: Rows): EventStyle[] {
  if (kind === 'benign') return [];
  return styles.filter((style) => !rows.verdicts(testId, style).some(({ rule, verdict }) => isCounted(rule) && verdict === 'detected'));
}

/** Tests of one kind that apply somewhere, variants together. */
function groupsOf(tests: readonly CoverageTest[], kind: CoverageTest['kind']): Map<string, CoverageTest[]> {
  const groups = new Map<string, CoverageTest[]>();
  for (const test of tests) {
    if (test.kind !== kind || test.styles.length === 0) continue;
    const name = test.variantOf ?? test.testId;
    groups.set(name, [...(groups.get(name) ?? []), test]);
  }
  return groups;
}

function requiredProblems({ rules, tests, cells }: Matrix): CoverageProblem[] {
  return tests.flatMap(({ testId, caughtBy }) =>
    caughtBy.flatMap((ruleId): CoverageProblem[] => {
      const isThere = rules.some((rule) => rule.ruleId === ruleId && rule.state !== 'missing' && rule.state !== 'deleted');
      const results = cells.find((cell) => cell.ruleId === ruleId && cell.testId === testId)?.results ?? [];
      if (results.some(({ verdict }) => verdict === 'stale')) return [];
      const applying = results.filter(({ verdict }) => verdict !== 'not_applicable');
      if (!isThere || applying.length === 0) return [{ code: 'required_not_detected', testId, ruleId }];
      return applying.filter(({ verdict }) => verdict !== 'detected').map(({ style }) => ({ code: 'required_not_detected', testId, ruleId, style }));
    })
  );
}

function benignProblems({ rules, cells }: Matrix): CoverageProblem[] {
  const loud = new Set(rules.filter((rule) => isCounted(rule) && rule.severity !== 'low').map(({ ruleId }) => ruleId));
  return cells.flatMap(({ ruleId, testId, results }) => results.filter(({ verdict }) => verdict === 'alerted' && loud.has(ruleId)).map(({ style }): CoverageProblem => ({ code: 'benign_alerted', testId, ruleId, style })));
}

function failures({ rules, cells }: Matrix): CoverageProblem[] {
  const verbatim = new Set(rules.filter(({ seed }) => seed === 'verbatim').map(({ ruleId }) => ruleId));
  return cells.flatMap(({ ruleId, testId, results }) => results.filter(({ verdict }) => verdict === 'error' && !verbatim.has(ruleId)).map(({ style }): CoverageProblem => ({ code: 'could_not_run', testId, ruleId, style })));
}

function countVerdicts(cells: readonly CoverageCell[]): CoverageSummary['verdicts'] {
  const verdicts: Record<Verdict, number> = { detected: 0, missed: 0, hidden_by_exclusion: 0, not_applicable: 0, silent: 0, alerted: 0, stale: 0, error: 0 };
  for (const { results } of cells) for (const { verdict } of results) verdicts[verdict] += 1;
  return verdicts;
}
