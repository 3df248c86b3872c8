import type { RunnableRule } from '../rule_run';
import { readsAlerts } from './alert_world';
import { withoutEvents, type CorpusTest } from './coverage_corpus';
import type { RuleUnderTest } from './judge';

/** Gives the SHA-256 of a text, in hexadecimal digits; whoever calls brings it, because the browser and Node have it in different places. */
export type HashText = (text: string) => string;

/** Of all that decides what a rule alerts on. */
export function hashRule(rule: RunnableRule, hashText: HashText): string {
  const { type, language, query, index, tiebreaker_field, threshold, new_terms_fields, history_window_start, building_block_type, mustNot } = rule;
  return hashText(JSON.stringify([type, language ?? null, query ?? null, index ?? [], tiebreaker_field ?? null, threshold ?? null, new_terms_fields ?? null, history_window_start ?? null, building_block_type ?? null, mustNot ?? []]));
}

/** Of all that decides a rule's cells, by its id: for a rule that reads alerts, every rule whose alerts it may find, too. */
export function hashCells(rules: readonly RuleUnderTest[], hashText: HashText): ReadonlyMap<string, string> {
  const others = rules.filter((underTest) => !readsAlerts(underTest)).map(({ rule, tags, alertFacts }) => [rule.ruleId, rule.ruleHash, rule.name, rule.severity, tags, alertFacts ?? null]);
  const ofOthers = hashText(JSON.stringify(others));
  return new Map(rules.map((underTest) => [underTest.rule.ruleId, readsAlerts(underTest) ? hashText(JSON.stringify([underTest.rule.ruleHash, ofOthers])) : underTest.rule.ruleHash]));
}

/** Of a test: its events, and what is asked of it. */
export function hashTest(test: CorpusTest, hashText: HashText): string {
  return hashText(JSON.stringify([withoutEvents(test), test.events]));
}

/** Of all tests together, whatever their order. */
export function hashCorpus(tests: readonly CorpusTest[], hashText: HashText): string {
  return hashOfTests(new Map(tests.map((test) => [test.testId, hashTest(test, hashText)])), hashText);
}

/** The same from the hashes of the tests by their ids. */
export function hashOfTests(hashes: ReadonlyMap<string, string>, hashText: HashText): string {
  return hashText([...hashes].map(([testId, hash]) => `${testId} ${hash}`).sort().join('\n'));
}
