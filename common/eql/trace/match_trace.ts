import type { Location } from '../source/index';

/** Characters [start, end) of a text, UTF-16 units, that `part` of the pattern consumed. */
export interface TraceSpan {
  readonly start: number;
  readonly end: number;
  readonly part: string;
}

/** Several parts of a condition. */
export interface LogicalTrace {
  readonly kind: 'and' | 'or';
  readonly matched: boolean;
  readonly location: Location;
  /** In the order of the text. For `or` the first that matched is the branch that held. */
  readonly parts: readonly MatchTrace[];
}

export interface NotTrace {
  readonly kind: 'not';
  readonly matched: boolean;
  readonly location: Location;
  readonly part: MatchTrace;
}

/** One test: a field and an operator with its constants, or a function of fields. A list of patterns is one predicate. */
export interface PredicateTrace {
  readonly kind: 'predicate';
  readonly matched: boolean;
  /** Of the whole predicate in the query. */
  readonly location: Location;
  /** The category before `where`, or a part of the condition. */
  readonly role: 'category' | 'condition';
  /** As the query names it; of a function its first field; empty when there is none. */
  readonly field: string;
  /** As written: `:`, `in~`, `==`, `stringContains`, `startsWith~` … */
  readonly operator: string;
  /** All constants of the predicate as text. */
  readonly patterns: readonly string[];
  /** The one that decided; absent when nothing matched. */
  readonly pattern?: string;
  /** Where the deciding one stands in the query. */
  readonly patternLocation?: Location;
  /** All values that were looked at, as text, in the order of the event. */
  readonly values: readonly string[];
  /** The value that matched; the only one when nothing did; absent where the field has none or several. */
  readonly text?: string;
  /** Which of `values` is `text`; absent when the field has one value. */
  readonly element?: number;
  /** What the pattern consumed in `text`: each literal part of a wildcard, else the whole. Empty for what is no text pattern. */
  readonly spans: readonly TraceSpan[];
}

/** A part that is always or never true, whatever the event. */
export interface ConstantTrace {
  readonly kind: 'constant';
  readonly matched: boolean;
  readonly location: Location;
}

/** Why a condition held for an event, or why not. */
export type MatchTrace = LogicalTrace | NotTrace | PredicateTrace | ConstantTrace;
