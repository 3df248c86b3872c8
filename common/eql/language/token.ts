import type { Location } from '../source/index';

export const keywords = ['and', 'any', 'by', 'false', 'in', 'in~', 'join', 'like', 'like~', 'maxspan', 'not', 'null', 'of', 'or', 'regex', 'regex~', 'sample', 'sequence', 'true', 'until', 'where', 'with'] as const;
export const symbols = ['![', '==', '!=', '<=', '>=', '<', '>', '=', ':', '+', '-', '*', '/', '%', '.', ',', '[', ']', '(', ')', '|', '?'] as const;

export type Keyword = (typeof keywords)[number];
export type Symbol = (typeof symbols)[number];
/** Keywords and symbols are their own kind. */
export type TokenKind = Keyword | Symbol | 'identifier' | 'quoted_identifier' | 'tilde_identifier' | 'string' | 'integer' | 'decimal' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly location: Location;
  /** As written; for strings the value, for quoted identifiers the name, for tilde identifiers without `~`. */
  readonly value: string;
  /** For strings: `"""…"""`. */
  readonly raw?: boolean;
}
