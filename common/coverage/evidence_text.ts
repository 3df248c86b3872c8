import type { PackFacts } from './evidence_pack';
import type { CellResult, CoverageRun, Verdict } from './coverage_run';

const words: Readonly<Record<Verdict, string>> = { detected: 'detected', missed: 'missed', hidden_by_exclusion: 'hidden by exclusion', not_applicable: 'not applicable', silent: 'silent', alerted: 'ALERTED', stale: 'stale', error: 'error' };

/** The run as a document to read: who and when, hashes, counts, what is not as it has to be, then test by test what each rule says. */
export function writePackText(run: CoverageRun, facts: PackFacts): string {
  const { summary, rules, tests } = run;
  const { verdicts } = summary;
  return [
    '# Staging Watch coverage',
    '',
    `Staging Watch ${cell(facts.version)}${facts.kibanaVersion === undefined ? '' : `, Kibana ${cell(facts.kibanaVersion)}`}; written ${facts.madeAt}; last run ${run.ranAt ?? 'never'}; corpus \`${run.corpusHash}\`.`,
    '',
    'Replayed from constructed events. It does not prove that sensors collect them. The NDJSON beside this text holds rules, events and verdicts; `npm run coverage -- --pack FILE` runs it again.',
    '',
    `- Tests caught in every style that can carry them: ${summary.caught} of ${summary.tests}`,
    `- Neighbours caught: ${summary.neighboursCaught} of ${summary.neighbours}`,
    `- Look-alikes without an alert of medium severity or more: ${summary.benignSilent} of ${summary.benign}`,
    `- Verdicts: ${Object.entries(verdicts).map(([verdict, count]) => `${count} ${words[verdict as Verdict]}`).join(', ')}`,
    '',
    '## Not as it has to be',
    '',
    ...(summary.problems.length === 0 ? ['Nothing.'] : summary.problems.map(({ code, testId, ruleId, style }) => `- ${code.replaceAll('_', ' ')}: ${[testId, ruleId, style].filter((part) => part !== undefined).map((part) => cell(part)).join(', ')}`)),
    '',
    '## Rules',
    '',
    '| Rule | Name | Severity | State | Enabled | Hash |',
    '|---|---|---|---|---|---|',
    ...rules.map(({ ruleId, name, severity, state, enabled, ruleHash }) => `| ${cell(ruleId)} | ${cell(name)} | ${severity} | ${state} | ${enabled ? 'yes' : 'no'} | \`${ruleHash.slice(0, 16)}\` |`),
    '',
    '## Tests',
    ...tests.flatMap((test) => ['', `### ${cell(test.testId)} ${cell(test.title)}`, '', `${test.kind}, ${test.platform}; ${cell(test.source)}`, '', ...rowsOf(run, test.testId)]),
    '',
  ].join('\n');
}

/** Rules that have something to say; those that do not apply are counted. */
function rowsOf({ cells }: CoverageRun, testId: string): string[] {
  const said = cells.filter((candidate) => candidate.testId === testId).flatMap(({ ruleId, results }) => results.map((result) => ({ ruleId, result })));
  const apply = said.filter(({ result }) => result.verdict !== 'not_applicable');
  const rows = apply.map(({ ruleId, result }) => `| ${cell(ruleId)} | ${result.style} | ${words[result.verdict]} | ${cell(detailOf(result))} |`);
  const reasons = new Set(said.flatMap(({ result }) => (result.why?.code === 'test_not_applicable' ? [`${result.style}: ${cell(result.why.detail ?? '')}`] : [])));
  return [...[...reasons].map((reason) => `Not applicable in ${reason}`), ...(rows.length === 0 ? [] : ['| Rule | Style | Verdict | Detail |', '|---|---|---|---|', ...rows])];
}

function detailOf({ why, exclusionIds, alerts, lastVerdict }: CellResult): string {
  const parts = [why && `${why.code.replaceAll('_', ' ')}${why.detail === undefined ? '' : `: ${why.detail}`}`, exclusionIds?.join(', '), alerts > 0 ? `${alerts} alert(s)` : undefined, lastVerdict && `last: ${words[lastVerdict]}`];
  return parts.filter((part) => part !== undefined && part !== '').join('; ');
}

/** Names and messages are other people's: no cell, line, mark-up or link of theirs gets into the document. */
function cell(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ').replace(/[\\`*_[\]<>|#!&]/g, '\\$&').slice(0, 500);
}
