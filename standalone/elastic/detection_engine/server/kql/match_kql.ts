import { isLoneWildcard, operandText, WILDCARD_SYMBOL } from '../../../../../common/kql';
import type { KqlNode, KqlOperand, RangeOperator } from '../../../../../common/kql';

/** An object of the engine as a filter sees it: a rule, an exception list, an exception item. */
export interface KqlDocument {
  /** Names that the object has, to resolve stars in field names. */
  readonly names: readonly string[];
  values(name: string): readonly unknown[];
  /** Whether a field is searched by words, letter case aside, instead of as a whole. */
  isText(name: string): boolean;
}

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*/gu) ?? [];

/** Whether a text fits a pattern with stars, in linear time. */
function fitsPattern(pattern: string, text: string): boolean {
  const parts = pattern.split(WILDCARD_SYMBOL);
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === pattern;
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

function holdsPhrase(text: string, phrase: string): boolean {
  const all = words(text);
  const wanted = words(phrase);
  return wanted.length > 0 && all.some((_, start) => wanted.every((word, offset) => all[start + offset] === word));
}

function fitsText(value: KqlOperand, text: string): boolean {
  if (value.type === 'wildcard') return words(text).some((word) => fitsPattern(value.value.split(WILDCARD_SYMBOL).map((part) => part.toLowerCase()).join(WILDCARD_SYMBOL), word));
  const wanted = String(value.value);
  if (value.isQuoted) return holdsPhrase(text, wanted);
  const all = new Set(words(text));
  return words(wanted).some((word) => all.has(word));
}

function fits(value: KqlOperand, found: unknown, isText: boolean): boolean {
  if (found === undefined || found === null) return false;
  if (isLoneWildcard(value)) return true;
  if (isText) return fitsText(value, String(found));
  return value.type === 'wildcard' ? fitsPattern(value.value, String(found)) : String(value.value) === String(found);
}

function compares(operator: RangeOperator, found: unknown, wanted: string): boolean {
  if (found === undefined || found === null) return false;
  const [left, right] = typeof found === 'number' ? [found, Number(wanted)] : [String(found), wanted];
  return { gt: left > right, gte: left >= right, lt: left < right, lte: left <= right }[operator];
}

function namesOf(field: KqlOperand, document: KqlDocument): readonly string[] {
  if (field.type === 'wildcard') return document.names.filter((name) => fitsPattern(field.value, name));
  return field.value === null ? document.names : [String(field.value)];
}

/** Whether an object fits an expression; a list fits when one of its values does. Nested groups are refused: no object has nested fields. */
export function matchesKql(node: KqlNode, document: KqlDocument): boolean {
  switch (node.kind) {
    case 'and':
      return node.children.every((child) => matchesKql(child, document));
    case 'or':
      return node.children.some((child) => matchesKql(child, document));
    case 'not':
      return !matchesKql(node.child, document);
    case 'range':
      return namesOf(node.field, document).some((name) => document.values(name).some((found) => compares(node.operator, found, operandText(node.value))));
    case 'nested':
      throw new Error(`${operandText(node.path)} is not a nested field`);
    case 'is':
      if (isLoneWildcard(node.field) && isLoneWildcard(node.value)) return true;
      return namesOf(node.field, document).some((name) => document.values(name).some((found) => fits(node.value, found, document.isText(name))));
  }
}
