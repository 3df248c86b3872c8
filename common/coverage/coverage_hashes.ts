import type { RunnableRule } from '../rule_run';
import { withoutEvents, type CorpusTest } from './coverage_corpus';

/** Gives the SHA-256 of a text, in hexadecimal digits; whoever calls brings it, because the browser and Node have it in different places. */
export type HashText = (text: string) => string;

/** Of all that decides what a rule alerts on. */
export function hashRule(rule: RunnableRule, hashText: HashText): string {
  const { type, language, query, index, tiebreaker_field, threshold, new_terms_fields, history_window_start, building_block_type, mustNot } = rule;
  return hashText(JSON.stringify([type, language ?? null, query ?? null, index ?? [], tiebreaker_field ?? null, threshold ?? null, new_terms_fields ?? null, history_window_start ?? null, building_block_type ?? null, mustNot ?? []]));
}

/** Of a test: its events, and what is asked of it. */
export function hashTest(test: CorpusTest, hashText: HashText): string {
  return hashText(JSON.stringify([withoutEvents(test), test.events]));
}

/** Of all tests together, whatever their order. */
export function hashCorpus(tests: readonly CorpusTest[], hashText: HashText): string {
  return hashText(tests.map((test) => `${test.testId} ${hashTest(test, hashText)}`).sort().join('\n'));
}
