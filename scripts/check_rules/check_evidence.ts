import { measuredBy, type EvidenceCase, type RuleProblem, type RuleUnderCheck } from './rule_under_check';
import { alertCount, runOnEvidence } from './run_on_evidence';
import { claimedStyles } from './source_worlds';

/** Evidence of both kinds in every style the rule claims, and only firing evidence of styles it claims. */
export function checkEvidenceIsThere({ content, firesOn, staysSilentOn }: RuleUnderCheck): RuleProblem[] {
  const claimed = claimedStyles(content);
  const missing = claimed.flatMap((style) => {
    const lacks = (cases: readonly EvidenceCase[]): boolean => cases.every((evidence) => evidence.style !== style);
    return [...(lacks(firesOn) ? [`no case of style ${style} in fires_on.ndjson, though the rule claims that source`] : []), ...(lacks(staysSilentOn) ? [`no case of style ${style} in stays_silent_on.ndjson, though the rule claims that source`] : [])];
  });
  const unclaimed = firesOn.filter(({ style }) => !claimed.includes(style)).map((evidence) => `case "${evidence.case}" fires on ${evidence.style}, which no source under data names`);
  return [...missing.map((message): RuleProblem => ({ fault: 'evidence_missing', message })), ...unclaimed.map((message): RuleProblem => ({ fault: 'unclaimed_source', message }))];
}

/** Every case is as its file says: at least one alert, or none. A rule that fails to run stays silent on nothing. An ES|QL rule is measured by its twin. */
export function checkEvidenceIsTrue(rule: RuleUnderCheck): RuleProblem[] {
  const { firesOn, staysSilentOn } = rule;
  const content = measuredBy(rule);
  const silent = firesOn.flatMap((evidence) => {
    const run = runOnEvidence(content, evidence);
    return alertCount(run) > 0 ? [] : [`does not fire on "${evidence.case}" (${evidence.style})${reasonOf(run)}`];
  });
  const loud = staysSilentOn.flatMap((evidence) => {
    const run = runOnEvidence(content, evidence);
    if (run.outcome === 'failed' || run.outcome === 'unsupported') return [`does not run on "${evidence.case}" (${evidence.style})${reasonOf(run)}`];
    return alertCount(run) === 0 ? [] : [`fires on "${evidence.case}" (${evidence.style})`];
  });
  return [...silent, ...loud].map((message) => ({ fault: 'evidence_false', message }));
}

function reasonOf(run: ReturnType<typeof runOnEvidence>): string {
  if (run.outcome === 'failed') return `: ${run.message}`;
  if (run.outcome === 'unsupported') return `: ${run.what}`;
  return run.outcome === 'no_index' ? ': none of its index patterns has that source' : '';
}
