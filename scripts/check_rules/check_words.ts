import type { RuleProblem, RuleUnderCheck } from './rule_under_check';

/** Pages and views of Staging Watch that a triage step can send a person to. */
const pages = /\b(alerts?|timeline|hosts?|tuning|coverage)\b/i;

/** What a person needs to judge an alert is said: why this severity, what to do with our pages, and what a port changed. */
export function checkWords({ content }: RuleUnderCheck): RuleProblem[] {
  const { seed, port, severity_reason: reason, triage, name, exclusions } = content;
  const missing = [
    ...(reason.trim() === '' ? ['no reason for the severity'] : []),
    ...(triage.some((step) => pages.test(step)) ? [] : ['no triage step that uses a page of Staging Watch']),
    ...(name.startsWith('Staging Watch') ? [] : ['the name does not begin with "Staging Watch"']),
    ...(seed === 'port' && !port ? ['a port without its original and the deviations'] : []),
    ...exclusions.filter(({ reason: why, risk }) => why.trim() === '' || risk.trim() === '').map(({ id }) => `exclusion ${id} without reason or risk`),
  ];
  return missing.map((message) => ({ fault: 'words_missing', message }));
}
