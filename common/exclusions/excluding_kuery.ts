import { applyEdits, type Location } from '../eql';
import { isLoneWildcard, operandText, parse, print, type KqlNode } from '../kql';
import { keepLast } from './keep_last';

/** An operand `not …` of the query's outermost `and`. */
interface ExcludingOperand {
  /** What is excluded, in one spelling. */
  readonly condition: string;
  /** From `not` to the end of its bracket, with brackets around the whole. */
  readonly location: Location;
}

/** Whether `not (<condition>)` is an operand of the query's outermost `and`, however it is spaced or bracketed. Throws KqlSyntaxError. */
export function hasExcludingKuery(text: string, condition: string): boolean {
  return find(text, condition) !== undefined;
}

/** The KQL query with the condition at its end; unchanged where it stands already. Throws KqlSyntaxError. */
export function addExcludingKuery(text: string, condition: string): string {
  if (hasExcludingKuery(text, condition)) return text;
  const root = readKuery(text);
  const added = `not (${condition})`;
  const end = skipBlanksBack(text, text.length);
  const start = Math.min(skipBlanks(text, 0), end);
  if (start === end || text.slice(start, end) === '*') return applyEdits(text, [{ location: { start, end }, text: added }]);
  const at = (place: number, insertion: string): { location: Location; text: string } => ({ location: { start: place, end: place }, text: insertion });
  return applyEdits(text, root.kind === 'or' ? [at(start, '('), at(end, `) and\n${added}`)] : [at(end, ` and\n${added}`)]);
}

/** The KQL query without the condition and one `and`; `*`, which every event matches, where nothing else is left. Throws KqlSyntaxError. */
export function removeExcludingKuery(text: string, condition: string): string {
  const found = find(text, condition);
  return found ? removeExcludingKuery(applyEdits(text, [removal(text, found.location)]), condition) : text;
}

/** The names of the fields in a condition, in order of the text. Throws KqlSyntaxError. */
export function fieldsOfKuery(condition: string): string[] {
  return [...new Set(namesIn(readKuery(condition)))];
}

function namesIn(node: KqlNode): string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.flatMap(namesIn);
    case 'not':
      return namesIn(node.child);
    case 'nested':
      return namesIn(node.child).map((name) => `${operandText(node.path)}.${name}`);
    case 'is':
    case 'range':
      return (node.field.type === 'literal' && node.field.value === null) || isLoneWildcard(node.field) ? [] : [operandText(node.field)];
  }
}

function find(text: string, condition: string): ExcludingOperand | undefined {
  const wanted = printCondition(condition);
  return readOperands(text).find((operand) => operand.condition === wanted);
}

/** The tree of a KQL text; nobody changes it. Throws KqlSyntaxError. */
export const readKuery = keepLast((text: string) => parse(text), 64);
const printCondition = keepLast((condition: string) => print(readKuery(condition)), 512);
const readOperands = keepLast((text: string) => operandsOf(readKuery(text), text), 64);

/**
 * A `not` inside a list of values (`field:(a and not b)`) has its field before it, and one that is the whole list (`field:(not b)`) is located at
 * the field: those exclude nothing from the query by themselves.
 */
function operandsOf(node: KqlNode, text: string): ExcludingOperand[] {
  if (node.kind === 'and') return node.children.flatMap((child) => operandsOf(child, text));
  if (node.kind !== 'not' || node.child.location.start < node.location.start || !isWrittenNot(text, node.location.start)) return [];
  return [{ condition: print(node.child), location: withBrackets(text, { start: node.location.start, end: endOf(node, text) }) }];
}

function isWrittenNot(text: string, at: number): boolean {
  return /^not[ \t\r\n\u00a0(]/i.test(text.slice(at, at + 4));
}

/** A bracket belongs to no node of the tree, so its end is looked for in the text. */
function endOf({ location, child }: KqlNode & { readonly kind: 'not' }, text: string): number {
  const inside = skipBlanks(text, location.start + 'not'.length);
  return text.charAt(inside) === '(' ? closingBracket(text, inside) + 1 : child.location.end;
}

/** The text parses, so every bracket is closed; those in quotes and behind a backslash are none. */
function closingBracket(text: string, opening: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = opening; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === '(') depth += 1;
    else if (!isQuoted && character === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

function withBrackets(text: string, { start, end }: Location): Location {
  const before = skipBlanksBack(text, start);
  const after = skipBlanks(text, end);
  return text.charAt(before - 1) === '(' && text.charAt(after) === ')' ? withBrackets(text, { start: before - 1, end: after + 1 }) : { start, end };
}

/** Takes the `and` before the operand along, else the one after it. */
function removal(text: string, { start, end }: Location): { location: Location; text: string } {
  const before = skipBlanksBack(text, start);
  const leading = before < start && /[ \t\r\n\u00a0]and$/i.test(text.slice(Math.max(0, before - 4), before)) ? skipBlanksBack(text, before - 'and'.length) : undefined;
  if (leading !== undefined) return { location: { start: leading, end }, text: '' };
  const after = skipBlanks(text, end);
  const isFollowed = after > end && /^and[ \t\r\n\u00a0]/i.test(text.slice(after, after + 4));
  return isFollowed ? { location: { start, end: skipBlanks(text, after + 'and'.length) }, text: '' } : { location: { start, end }, text: '*' };
}

const blanks = ' \t\r\n\u00a0';

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && blanks.includes(text.charAt(at))) at += 1;
  return at;
}

function skipBlanksBack(text: string, from: number): number {
  let at = from;
  while (at > 0 && blanks.includes(text.charAt(at - 1))) at -= 1;
  return at;
}
