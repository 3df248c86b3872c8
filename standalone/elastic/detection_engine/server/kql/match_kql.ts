import { fitsPattern, isStar, isWildcard, textOf } from './kql_tree';
import type { KqlTree, KqlValue, RangeOperator } from './kql_tree';

/** Values of an object by field name. */
export interface KqlDocument {
  /** Names that the object has, to resolve stars in field names. */
  readonly names: readonly string[];
  values(name: string): readonly unknown[];
  /** Whether a field is searched by words, letter case aside, instead of as a whole. */
  isText(name: string): boolean;
}

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*/gu) ?? [];

function holdsPhrase(text: string, phrase: string): boolean {
  const all = words(text);
  const wanted = words(phrase);
  return wanted.length > 0 && all.some((_, start) => wanted.every((word, offset) => all[start + offset] === word));
}

function fitsText(value: KqlValue, text: string): boolean {
  const wanted = textOf(value);
  if (value.quoted) return holdsPhrase(text, wanted);
  if (isWildcard(value)) return words(text).some((word) => fitsPattern({ ...value, parts: value.parts.map((part) => part.toLowerCase()) }, word));
  const all = new Set(words(text));
  return words(wanted).some((word) => all.has(word));
}

function fits(value: KqlValue, found: unknown, isText: boolean): boolean {
  if (found === undefined || found === null) return false;
  if (isText) return fitsText(value, String(found));
  return value.quoted ? textOf(value) === String(found) : fitsPattern(value, String(found));
}

function compares(operator: RangeOperator, found: unknown, wanted: string): boolean {
  if (found === undefined || found === null) return false;
  const [left, right] = typeof found === 'number' ? [found, Number(wanted)] : [String(found), wanted];
  return { gt: left > right, gte: left >= right, lt: left < right, lte: left <= right }[operator];
}

function namesOf(field: KqlValue | undefined, document: KqlDocument): readonly string[] {
  if (field === undefined) return document.names;
  return isWildcard(field) ? document.names.filter((name) => fitsPattern(field, name)) : [textOf(field)];
}

/** Whether an object fits an expression; a list fits when one of its values does. */
export function matchesKql(tree: KqlTree, document: KqlDocument): boolean {
  switch (tree.kind) {
    case 'everything':
      return true;
    case 'and':
      return tree.children.every((child) => matchesKql(child, document));
    case 'or':
      return tree.children.some((child) => matchesKql(child, document));
    case 'not':
      return !matchesKql(tree.child, document);
    case 'range':
      return namesOf(tree.field, document).some((name) => document.values(name).some((found) => compares(tree.operator, found, textOf(tree.value))));
    case 'is':
      if (isStar(tree.value) && tree.field !== undefined && isStar(tree.field)) return true;
      return namesOf(tree.field, document).some((name) => document.values(name).some((found) => (isStar(tree.value) ? found !== undefined && found !== null : fits(tree.value, found, document.isText(name)))));
  }
}
