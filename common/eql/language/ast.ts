/**
 * The tree of one EQL text, as written: parentheses are nodes, chains of one `and`/`or` are one node. Every node, operator, bracket and comma
 * has its exact location, so that any edit is a text splice. (One concept: the shapes of the tree.)
 */
import type { Location } from '../source/index';

interface Node {
  readonly location: Location;
}

export type LogicalOperator = 'and' | 'or';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type PatternOperator = ':' | 'like' | 'like~' | 'regex' | 'regex~';

/** A bracketed list: the brackets and the commas between the items. */
export interface ListPunctuation {
  readonly open: Location;
  readonly close: Location;
  readonly commas: readonly Location[];
}

/** `a and b and c` is one node with three operands and two operator tokens. */
export interface Logical extends Node {
  readonly kind: 'logical';
  readonly operator: LogicalOperator;
  readonly operands: readonly Expression[];
  readonly operatorLocations: readonly Location[];
}

export interface Not extends Node {
  readonly kind: 'not';
  readonly operatorLocation: Location;
  readonly operand: Expression;
}

export interface Comparison extends Node {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly operatorLocation: Location;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Arithmetic extends Node {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly operatorLocation: Location;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Sign extends Node {
  readonly kind: 'sign';
  readonly operator: '+' | '-';
  readonly operatorLocation: Location;
  readonly operand: Expression;
}

/** `value in (…)`, `value not in~ (…)`. */
export interface Membership extends Node {
  readonly kind: 'membership';
  readonly value: Expression;
  /** Of the infix `not`; absent without it. */
  readonly notLocation?: Location;
  readonly operator: 'in' | 'in~';
  readonly operatorLocation: Location;
  readonly items: readonly Expression[];
  readonly list: ListPunctuation;
}

/** `value : "p"`, `value like~ ("p", "q")`; `list` is absent where one constant stands without brackets. */
export interface PatternMatch extends Node {
  readonly kind: 'pattern_match';
  readonly value: Expression;
  readonly operator: PatternOperator;
  readonly operatorLocation: Location;
  readonly patterns: readonly Constant[];
  readonly list?: ListPunctuation;
}

export interface Call extends Node {
  readonly kind: 'call';
  /** As written, without `~`. */
  readonly name: string;
  readonly caseInsensitive: boolean;
  readonly nameLocation: Location;
  readonly arguments: readonly Expression[];
  readonly list: ListPunctuation;
}

export interface FieldPart {
  readonly name: string;
  readonly quoted: boolean;
}

export interface Field extends Node {
  readonly kind: 'field';
  readonly optional: boolean;
  readonly parts: readonly FieldPart[];
  /** The parts joined with dots. */
  readonly name: string;
}

export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
  /** `"""…"""`. */
  readonly raw: boolean;
}

/** `digits` is the number as written; see `numberValue`. */
export interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly digits: string;
}

export interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullLiteral extends Node {
  readonly kind: 'null';
}

export interface Parenthesized extends Node {
  readonly kind: 'parenthesized';
  readonly expression: Expression;
}

export type Constant = StringLiteral | NumberLiteral | BooleanLiteral | NullLiteral;
export type Expression = Logical | Not | Comparison | Arithmetic | Sign | Membership | PatternMatch | Call | Field | Constant | Parenthesized;

/** `any where …`, `process where …`, `"odd name" where …`. */
export interface EventFilter extends Node {
  readonly kind: 'event_filter';
  /** The category; `null` for `any`. */
  readonly category: string | null;
  readonly categoryLocation: Location;
  readonly whereLocation: Location;
  readonly condition: Expression;
}

export interface JoinKeys extends Node {
  readonly kind: 'join_keys';
  readonly keys: readonly Field[];
}

export interface Runs extends Node {
  readonly kind: 'runs';
  readonly count: number;
  readonly digits: string;
}

/** `[…]` or `![…]` with its own keys and runs. */
export interface SequenceTerm extends Node {
  readonly kind: 'sequence_term';
  readonly missing: boolean;
  readonly open: Location;
  readonly close: Location;
  readonly filter: EventFilter;
  readonly by: JoinKeys | null;
  readonly runs: Runs | null;
}

export type TimeUnit = 'ms' | 's' | 'm' | 'h' | 'd';

export interface MaxSpan extends Node {
  readonly kind: 'max_span';
  readonly amount: number;
  readonly unit: TimeUnit;
  readonly milliseconds: number;
}

export interface Pipe extends Node {
  readonly kind: 'pipe';
  readonly name: 'head' | 'tail';
  readonly argument: Expression;
  /** The argument folded: a whole number, 0 or more. */
  readonly count: number;
}

interface QueryBase extends Node {
  /** The whole source. */
  readonly text: string;
  readonly pipes: readonly Pipe[];
}

export interface EventQuery extends QueryBase {
  readonly kind: 'event_query';
  readonly filter: EventFilter;
}

export interface SequenceQuery extends QueryBase {
  readonly kind: 'sequence';
  readonly by: JoinKeys | null;
  readonly maxSpan: MaxSpan | null;
  readonly terms: readonly SequenceTerm[];
  readonly until: SequenceTerm | null;
}

export interface SampleQuery extends QueryBase {
  readonly kind: 'sample';
  readonly by: JoinKeys | null;
  readonly terms: readonly SequenceTerm[];
}

export type Query = EventQuery | SequenceQuery | SampleQuery;
export type AnyNode = Query | EventFilter | JoinKeys | Runs | SequenceTerm | MaxSpan | Pipe | Expression;
