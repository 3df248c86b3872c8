import type { Location } from '../../eql/source/index';

/** Stands for `*` inside the text of a wildcard, as in Kibana's own trees. */
export const WILDCARD_SYMBOL = '@kuery-wildcard@';

/** A word or quoted text; `null`, `true` and `false` without quotes are typed. */
export interface KqlLiteral {
  readonly type: 'literal';
  readonly value: string | boolean | null;
  readonly isQuoted: boolean;
  readonly location: Location;
}

/** Unquoted text with at least one `*`, each written as `WILDCARD_SYMBOL`. */
export interface KqlWildcard {
  readonly type: 'wildcard';
  readonly value: string;
  readonly location: Location;
}

/** A field name or a value. */
export type KqlOperand = KqlLiteral | KqlWildcard;

export type RangeOperator = 'gt' | 'gte' | 'lt' | 'lte';

/** A query. `is` without a field has the literal null as field; the empty query is `*: *`. */
export type KqlNode =
  | { readonly kind: 'or' | 'and'; readonly children: readonly KqlNode[]; readonly location: Location }
  | { readonly kind: 'not'; readonly child: KqlNode; readonly location: Location }
  | { readonly kind: 'is'; readonly field: KqlOperand; readonly value: KqlOperand; readonly location: Location }
  | {
      readonly kind: 'range';
      readonly field: KqlOperand;
      readonly operator: RangeOperator;
      readonly value: KqlOperand;
      readonly location: Location;
    }
  | { readonly kind: 'nested'; readonly path: KqlOperand; readonly child: KqlNode; readonly location: Location };

/** True for the wildcard `*` alone. */
export function isLoneWildcard(operand: KqlOperand): boolean {
  return operand.type === 'wildcard' && operand.value === WILDCARD_SYMBOL;
}

/** The text of a field name or value; wildcards with `*`. */
export function operandText(operand: KqlOperand): string {
  return operand.type === 'wildcard' ? operand.value.split(WILDCARD_SYMBOL).join('*') : String(operand.value);
}
