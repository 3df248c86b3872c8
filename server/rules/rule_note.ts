import type { RuleContent } from '../../common/detection';

/**
 * The investigation guide of a rule, as Kibana shows it beside an alert: Markdown from the content's own sentences, so that who reads an alert
 * knows what to do and what the rule cannot see.
 */
export function noteOf({ severity_reason, triage, known_faults }: Pick<RuleContent, 'severity_reason' | 'triage' | 'known_faults'>): string {
  const steps = triage.map((step, index) => `${index + 1}. ${plain(step)}`);
  const gaps = known_faults.map((fault) => `- ${plain(fault)}`);
  return ['## Triage', '', ...steps, '', '## Severity', '', plain(severity_reason), '', '## Known gaps', '', ...gaps, ''].join('\n');
}

/** Paths, patterns and names are full of what Markdown takes for markup. */
function plain(sentence: string): string {
  return sentence.trim().replace(/[\\`*_{}[\]<>|~#!]/g, '\\$&');
}
