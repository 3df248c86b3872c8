import type { RuleFault, RuleProblem } from './rule_under_check';

/** Words by which a rule that may keep its faults is taken to own up to one. */
const words: Readonly<Record<RuleFault, RegExp>> = {
  unreadable: /cannot be read/i,
  evidence_missing: /never|not seen|cannot match/i,
  evidence_false: /never|not seen|cannot match/i,
  unclaimed_source: /source/i,
  unknown_field: /field/i,
  tiebreaker: /tiebreaker/i,
  several_sources: /sources|Winlogbeat/i,
  dead_branch: /cannot match|never/i,
  look_back: /look-back|looks back/i,
  exclusion_text: /exclusion/i,
  words_missing: /triage|reason/i,
  twin: /twin/i,
  esql_text: /ES\|QL/,
};

/** Whether a sentence of the rule's known faults names the problem. */
export function isNamed({ fault }: RuleProblem, knownFaults: readonly string[]): boolean {
  return knownFaults.some((sentence) => words[fault].test(sentence));
}
