/**
 * The checked tree: fields resolved, types known, lists and infix `not` taken apart. Every node remembers the node of the text it came from.
 * (One concept: the shapes of the checked tree.)
 */
import type { FunctionDefinition, ScriptValue } from '../functions/index';
import type { ArithmeticOperator, ComparisonOperator, EqlType, Expression } from '../language/index';
import type { EqlField } from '../schema/event_source';

interface TypedBase {
  readonly type: EqlType;
  /** Where it stands in the query. */
  readonly node: Expression;
}

export interface TypedLiteral extends TypedBase {
  readonly kind: 'literal';
  readonly value: ScriptValue;
}

export interface TypedField extends TypedBase {
  readonly kind: 'field';
  readonly field: EqlField;
  /** The field with the exact values: of a text field its sub-field, else the field itself. */
  readonly exact: EqlField;
}

export interface TypedComparison extends TypedBase {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Typed;
  readonly right: Typed;
}

/** `value in (…)`. */
export interface TypedIn extends TypedBase {
  readonly kind: 'in';
  readonly value: Typed;
  readonly items: readonly Typed[];
}

/** One element of `in~`, and what `:` and `like~` become without wildcards. */
export interface TypedEqualsInsensitive extends TypedBase {
  readonly kind: 'equals_insensitive';
  readonly left: Typed;
  readonly right: Typed;
}

/** One pattern of `:`, `like`, `like~`. */
export interface TypedWildcard extends TypedBase {
  readonly kind: 'wildcard';
  readonly left: Typed;
  readonly pattern: TypedLiteral;
  readonly operator: ':' | 'like' | 'like~';
}

/** `regex`, `regex~`; a list is one pattern joined with `|`. */
export interface TypedRegex extends TypedBase {
  readonly kind: 'regex';
  readonly left: Typed;
  readonly pattern: string;
  readonly caseInsensitive: boolean;
}

export interface TypedNullTest extends TypedBase {
  readonly kind: 'is_null' | 'is_not_null';
  readonly operand: Typed;
}

export interface TypedNot extends TypedBase {
  readonly kind: 'not';
  readonly operand: Typed;
}

export interface TypedLogical extends TypedBase {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Typed[];
}

export interface TypedArithmetic extends TypedBase {
  readonly kind: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Typed;
  readonly right: Typed;
}

export interface TypedNegation extends TypedBase {
  readonly kind: 'negation';
  readonly operand: Typed;
}

export interface TypedCall extends TypedBase {
  readonly kind: 'call';
  readonly definition: FunctionDefinition;
  readonly caseInsensitive: boolean;
  readonly arguments: readonly Typed[];
}

export type Typed =
  | TypedLiteral
  | TypedField
  | TypedComparison
  | TypedIn
  | TypedEqualsInsensitive
  | TypedWildcard
  | TypedRegex
  | TypedNullTest
  | TypedNot
  | TypedLogical
  | TypedArithmetic
  | TypedNegation
  | TypedCall;

/** Whether it is a constant. */
export function isLiteral(node: Typed): node is TypedLiteral {
  return node.kind === 'literal';
}

/** The nodes directly below. */
export function typedChildren(node: Typed): readonly Typed[] {
  switch (node.kind) {
    case 'literal':
    case 'field':
      return [];
    case 'comparison':
    case 'equals_insensitive':
    case 'arithmetic':
      return [node.left, node.right];
    case 'in':
      return [node.value, ...node.items];
    case 'wildcard':
      return [node.left, node.pattern];
    case 'regex':
      return [node.left];
    case 'is_null':
    case 'is_not_null':
    case 'not':
    case 'negation':
      return [node.operand];
    case 'and':
    case 'or':
      return node.operands;
    case 'call':
      return node.arguments;
  }
}
