/**
 * Why an event matched its clause, as data: codes and parameters; the words are made in the UI. Spans come from the matcher's own trace.
 */

/** Characters of `text` from `start` to before `end`, UTF-16 units. `part` is the literal text of the pattern that consumed them. */
export interface MatchedSpan {
  readonly start: number;
  readonly end: number;
  readonly part: string;
}

/** One predicate of the clause and what it saw. */
export interface PredicateExplanation {
  /** `matched`: a positive condition held; `did_not_exclude`: a `not …` condition had nothing against it. */
  readonly outcome: 'matched' | 'did_not_exclude';
  /** As written in the rule, e.g. `process.args`. */
  readonly field: string;
  /** The operator or function as written: `:`, `in~`, `==`, `stringContains`, …; KQL: `:`. */
  readonly operator: string;
  /** The pattern or value that decided; absent for `did_not_exclude` over a list. */
  readonly pattern?: string;
  /** All patterns or values of the list it is one of. */
  readonly patterns?: readonly string[];
  /** The text that was looked at; absent where the field has no value. */
  readonly text?: string;
  /** Which element of a multi-valued field, from 0; absent for a single value. */
  readonly element?: number;
  readonly spans: readonly MatchedSpan[];
  /** Where the predicate stands in the rule's query, UTF-16 units. */
  readonly location: { readonly start: number; readonly end: number };
}

/** Why one event of the episode matched. */
export interface EventExplanation {
  readonly position: number;
  /** Which alternative of the clause's `or` held, from 1, and how many there are; absent where the clause has no alternatives. */
  readonly branch?: { readonly number: number; readonly of: number };
  readonly predicates: readonly PredicateExplanation[];
}

/** Reasons why no explanation can be given; never an empty explanation instead. */
export type ExplanationProblem =
  | 'rule_changed' /* today's query no longer matches the stored events */
  | 'language_not_explained'
  | 'event_missing'
  | 'query_invalid';

export type Explanation =
  | { readonly kind: 'explained'; readonly query: string; readonly language: 'eql' | 'kuery'; readonly events: readonly EventExplanation[]; readonly joinKeys: ReadonlyArray<{ readonly field: string; readonly value: string | null }>; readonly maxSpanMs?: number }
  | { readonly kind: 'not_explained'; readonly problem: ExplanationProblem; readonly detail?: string };
