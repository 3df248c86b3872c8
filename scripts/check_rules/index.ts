import { EqlError, EqlSyntaxError, parse } from '../../common/eql';
import { KqlSyntaxError, parse as parseKql } from '../../common/kql';
import { checkBranches } from './check_branches';
import { checkEvidenceIsThere, checkEvidenceIsTrue } from './check_evidence';
import { checkEsqlText, checkTwin } from './check_esql';
import { checkExclusions } from './check_exclusions';
import { checkFields, checkLookBack, checkSequenceSources } from './check_sources';
import { checkWords } from './check_words';
import type { RuleProblem, RuleUnderCheck } from './rule_under_check';

export { isNamed } from './known_faults';
export { readEvidence, readRulesUnderCheck, type EvidenceCase, type RuleFault, type RuleProblem, type RuleUnderCheck } from './rule_under_check';
export { runOnEvidence, alertCount } from './run_on_evidence';

const checks = [checkEvidenceIsThere, checkEvidenceIsTrue, checkFields, checkSequenceSources, checkBranches, checkLookBack, checkExclusions, checkWords] as const;
/** Our engines do not read ES|QL: its text is held to what every supported version has, and its evidence is its twin's. */
const checksOfEsql = [checkTwin, checkEsqlText, checkEvidenceIsThere, checkEvidenceIsTrue, checkLookBack, checkWords] as const;

/** Everything that is wrong with a rule, in words, whether or not it is exempt. A text that cannot be read has no other problem. */
export function checkRule(rule: RuleUnderCheck): RuleProblem[] {
  if (rule.content.type === 'esql') return checksOfEsql.flatMap((check) => check(rule));
  const unreadable = reasonItCannotBeRead(rule);
  return unreadable === undefined ? checks.flatMap((check) => check(rule)) : [{ fault: 'unreadable', message: unreadable }];
}

function reasonItCannotBeRead({ content: { language, query } }: RuleUnderCheck): string | undefined {
  try {
    if (language === 'eql') parse(query);
    else parseKql(query);
    return undefined;
  } catch (error) {
    if (error instanceof EqlError || error instanceof EqlSyntaxError || error instanceof KqlSyntaxError) return error.message;
    throw error;
  }
}
