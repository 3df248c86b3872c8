/** A name or value of KQL: text, cut at its unescaped stars when it is not quoted. */
export interface KqlValue {
  readonly quoted: boolean;
  /** Text between unescaped stars; one part means no star. */
  readonly parts: readonly string[];
}

/** A KQL expression. `field` is undefined where only a value stands. */
export type KqlTree =
  | { readonly kind: 'and' | 'or'; readonly children: readonly KqlTree[] }
  | { readonly kind: 'not'; readonly child: KqlTree }
  | { readonly kind: 'is'; readonly field: KqlValue | undefined; readonly value: KqlValue }
  | { readonly kind: 'range'; readonly field: KqlValue; readonly operator: RangeOperator; readonly value: KqlValue }
  | { readonly kind: 'everything' };

export type RangeOperator = 'gt' | 'gte' | 'lt' | 'lte';

/** KQL that cannot be read; the message shows where. */
export class KqlError extends Error {
  override readonly name = 'KQLSyntaxError';
}

export const isWildcard = ({ quoted, parts }: KqlValue): boolean => !quoted && parts.length > 1;
export const isStar = (value: KqlValue): boolean => isWildcard(value) && value.parts.length === 2 && value.parts.every((part) => part === '');
export const textOf = ({ parts }: KqlValue): string => parts.join('*');

/** Whether a text fits a name or value with stars, in linear time. */
export function fitsPattern({ parts }: KqlValue, text: string): boolean {
  const [first = ''] = parts;
  if (parts.length === 1) return text === first;
  const last = parts.at(-1) ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
