import { lowerCaseAscii } from '../analysis/lower_case';

/** One piece of a wildcard pattern. */
export type WildcardPart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' };

/** What one piece of a pattern stood for in a text, in UTF-16 offsets; `part` is the index of the piece. */
export interface WildcardSpan {
  readonly part: number;
  readonly kind: WildcardPart['kind'];
  readonly start: number;
  readonly end: number;
}

export interface WildcardPattern {
  readonly parts: readonly WildcardPart[];
  matches(text: string): boolean;
  /** Where each piece matched, leftmost for every literal; undefined if the text does not match. */
  spans(text: string): readonly WildcardSpan[] | undefined;
}

/**
 * Splits a pattern of a `wildcard` query: `*` any text, `?` one code point, `\x` the character x itself.
 * Neighbouring `*` are one.
 */
export function parseWildcard(pattern: string): WildcardPart[] {
  const parts: WildcardPart[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') parts.push({ kind: 'literal', text: literal });
    literal = '';
  };
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '*') {
      flush();
      if (parts[parts.length - 1]?.kind !== 'any') parts.push({ kind: 'any' });
    } else if (character === '?') {
      flush();
      parts.push({ kind: 'one' });
    } else if (character === '\\' && at + 1 < pattern.length) {
      at += 1;
      literal += pattern.charAt(at);
    } else {
      literal += character;
    }
  }
  flush();
  return parts;
}

/** A pattern that stands for exactly this text. */
export function escapeWildcard(text: string): string {
  return text.replace(/[\\*?]/g, '\\$&');
}

/** Compiles pieces. With `caseInsensitive` the letters A to Z match either case, as Elasticsearch's `case_insensitive` does. */
export function compileWildcard(parts: readonly WildcardPart[], caseInsensitive: boolean): WildcardPattern {
  const fold = caseInsensitive ? lowerCaseAscii : (text: string): string => text;
  const folded = parts.map((part) => (part.kind === 'literal' ? { ...part, text: fold(part.text) } : part));
  const groups = splitAtStars(folded);
  const literalOnly = groups.length === 1 && folded.length === 1 && folded[0]?.kind === 'literal' ? folded[0].text : undefined;
  return {
    parts,
    matches: (text) => {
      const subject = fold(text);
      return literalOnly === undefined ? placeGroups(groups, subject) !== undefined : subject === literalOnly;
    },
    spans: (text) => {
      const starts = placeGroups(groups, fold(text));
      return starts === undefined ? undefined : spansOf(groups, starts, text);
    },
  };
}

/** A stretch of pieces without `*`; the first group starts at the text's start, the last ends at its end. */
interface Group {
  readonly parts: readonly { part: WildcardPart; index: number }[];
  /** Text of the group where it holds no `?`. */
  readonly text: string | undefined;
}

function splitAtStars(parts: readonly WildcardPart[]): Group[] {
  const groups: { part: WildcardPart; index: number }[][] = [[]];
  parts.forEach((part, index) => {
    if (part.kind === 'any') groups.push([]);
    else groups[groups.length - 1]?.push({ part, index });
  });
  return groups.map((group) => ({
    parts: group,
    text: group.every(({ part }) => part.kind === 'literal')
      ? group.map(({ part }) => (part.kind === 'literal' ? part.text : '')).join('')
      : undefined,
  }));
}

/** Start of every group, or undefined; every group is placed as far left as it goes, the last one at the end. */
function placeGroups(groups: readonly Group[], text: string): number[] | undefined {
  const starts: number[] = [];
  let from = 0;
  const last = groups.length - 1;
  for (let index = 0; index <= last; index += 1) {
    const group = groups[index];
    if (!group) return undefined;
    const start = index === 0 ? 0 : index === last ? startFromEnd(group, text) : findGroup(group, text, from);
    if (start < from) return undefined;
    const end = groupEnd(group, text, start);
    if (end === undefined || (index === last && end !== text.length)) return undefined;
    starts.push(start);
    from = end;
  }
  return starts;
}

function findGroup(group: Group, text: string, from: number): number {
  if (group.text !== undefined) return text.indexOf(group.text, from);
  for (let start = from; start <= text.length; start += 1) {
    if (isInsidePair(text, start)) continue;
    if (groupEnd(group, text, start) !== undefined) return start;
  }
  return -1;
}

function isInsidePair(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
}

function groupEnd(group: Group, text: string, start: number): number | undefined {
  if (group.text !== undefined) return text.startsWith(group.text, start) ? start + group.text.length : undefined;
  let at = start;
  for (const { part } of group.parts) {
    const end = partEnd(part, text, at);
    if (end === undefined) return undefined;
    at = end;
  }
  return at;
}

function partEnd(part: WildcardPart, text: string, at: number): number | undefined {
  if (part.kind === 'literal') return text.startsWith(part.text, at) ? at + part.text.length : undefined;
  if (at >= text.length) return undefined;
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** Where the last group has to start to end with the text; -1 if it cannot. */
function startFromEnd(group: Group, text: string): number {
  let at = text.length;
  for (let index = group.parts.length - 1; index >= 0; index -= 1) {
    const part = group.parts[index]?.part;
    if (!part) return -1;
    at -= part.kind === 'literal' ? part.text.length : at > 1 && isInsidePair(text, at - 1) ? 2 : 1;
  }
  return at;
}

function spansOf(groups: readonly Group[], starts: readonly number[], text: string): WildcardSpan[] {
  const spans: WildcardSpan[] = [];
  let at = 0;
  groups.forEach((group, groupIndex) => {
    const start = starts[groupIndex] ?? 0;
    if (groupIndex > 0) spans.push({ part: starIndex(groups, groupIndex), kind: 'any', start: at, end: start });
    at = start;
    for (const { part, index } of group.parts) {
      const end = part.kind === 'literal' ? at + part.text.length : (partEnd(part, text, at) ?? at);
      spans.push({ part: index, kind: part.kind, start: at, end });
      at = end;
    }
  });
  return spans;
}

function starIndex(groups: readonly Group[], groupIndex: number): number {
  let index = groupIndex - 1;
  for (let before = 0; before < groupIndex; before += 1) index += groups[before]?.parts.length ?? 0;
  return index;
}
