/**
 * Wildcards: `*` any run, `?` one code point. Matching is by segments between the stars, each found once from the left, so it takes linear time; the
 * spans of a trace come from the same walk. (One concept: one compiled wildcard.)
 */
import { foldAscii } from './fold_case';
import { LiteralPart } from './literal_part';

/** Characters [start, end) of the text that a literal part of the pattern consumed. */
export interface PartSpan {
  readonly start: number;
  readonly end: number;
  readonly part: string;
}

/** A literal part, or undefined for `?`. */
type Piece = LiteralPart | undefined;
type Segment = readonly Piece[];

/** How the pattern is read and compared. */
export interface WildcardOptions {
  readonly caseInsensitive: boolean;
  /** `endsWith` and `stringContains` on a field: `\x` means `x` (eql-observed.md §6.1). */
  readonly escapes?: boolean;
  /** On results of functions `*` and `?` do not match line breaks. */
  readonly stopsAtLineBreaks?: boolean;
}

/** What a text must hold to match: all of the literals, A-Z as a-z. */
export interface NeededLiterals {
  readonly literals: readonly string[];
  /** Whether every text that holds them matches. */
  readonly areEnough: boolean;
}

export interface WildcardPattern {
  /** Whether there is no `*` and no `?` in it. */
  readonly isLiteral: boolean;
  /** Whether it is made of `*` alone. */
  readonly matchesEverything: boolean;
  /** Whether it is made of `?` and `*` alone, with both (eql-observed.md §6.3). */
  readonly countsOnly: boolean;
  /** Its literal parts. */
  needs(): NeededLiterals;
  matches(text: string): boolean;
  /** The span of every literal part, or undefined when the text does not match. */
  trace(text: string): readonly PartSpan[] | undefined;
}

function readSegments(pattern: string, { caseInsensitive, escapes = false }: WildcardOptions): Segment[] {
  const segments: Piece[][] = [[]];
  let written = '';
  const flush = (): void => {
    if (written !== '') {
      segments[segments.length - 1]?.push(new LiteralPart(written, caseInsensitive));
      written = '';
    }
  };
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    if (escapes && character === '\\' && index + 1 < pattern.length) {
      index += 1;
      written += pattern.charAt(index);
    } else if (character === '*') {
      flush();
      segments.push([]);
    } else if (character === '?') {
      flush();
      segments[segments.length - 1]?.push(undefined);
    } else {
      written += character;
    }
  }
  flush();
  return segments;
}

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** The offset after the code point at `index`. */
function after(text: string, index: number): number {
  return isHigh(text.charCodeAt(index)) && isLow(text.charCodeAt(index + 1)) ? index + 2 : index + 1;
}

/** The offset where a code point that ends at `index` starts. */
function before(text: string, index: number): number {
  return index >= 2 && isLow(text.charCodeAt(index - 1)) && isHigh(text.charCodeAt(index - 2)) ? index - 2 : index - 1;
}

/** Where the segment ends when it starts at `start`; -1 when it does not fit there. */
function endOf(segment: Segment, text: string, start: number): number {
  let index = start;
  for (let order = 0; order < segment.length; order += 1) {
    const piece = segment[order];
    if (piece === undefined) {
      if (index >= text.length) {
        return -1;
      }
      index = after(text, index);
    } else if (piece.isAt(text, index)) {
      index += piece.length;
    } else {
      return -1;
    }
  }
  return index;
}

/** Where the segment starts when it ends with the text; -1 when it does not fit there. */
function startAtEnd(segment: Segment, text: string): number {
  let index = text.length;
  for (let order = segment.length - 1; order >= 0; order -= 1) {
    const piece = segment[order];
    if (piece === undefined) {
      index = index <= 0 ? -1 : before(text, index);
    } else {
      index = index >= piece.length && piece.isAt(text, index - piece.length) ? index - piece.length : -1;
    }
    if (index < 0) {
      return -1;
    }
  }
  return index;
}

/** The first start at or after `from` where the segment fits; -1 for none. A leading literal is searched for at once. */
function find(segment: Segment, text: string, from: number): number {
  const [first] = segment;
  if (segment.length === 0) {
    return from;
  }
  for (let start = from; start <= text.length; start = after(text, start)) {
    if (first !== undefined) {
      start = first.indexIn(text, start);
      if (start < 0) {
        return -1;
      }
    }
    if (endOf(segment, text, start) >= 0) {
      return start;
    }
  }
  return -1;
}

/** Whether the segments are found one after another: the first at the start, the last at the end. Their starts go to `starts`, where it is given. */
function locate(segments: readonly Segment[], text: string, starts?: number[]): boolean {
  const last = segments.length - 1;
  let index = endOf(segments[0] as Segment, text, 0);
  starts?.push(0);
  if (last === 0) {
    return index === text.length;
  }
  const lastStart = index < 0 ? -1 : startAtEnd(segments[last] as Segment, text);
  if (lastStart < index || index < 0) {
    return false;
  }
  for (let order = 1; order < last; order += 1) {
    const segment = segments[order] as Segment;
    const start = find(segment, text, index);
    index = start < 0 ? -1 : endOf(segment, text, start);
    if (index < 0 || index > lastStart) {
      return false;
    }
    starts?.push(start);
  }
  starts?.push(lastStart);
  return true;
}

function spansOf(segments: readonly Segment[], starts: readonly number[], text: string): PartSpan[] {
  const spans: PartSpan[] = [];
  segments.forEach((segment, order) => {
    let index = starts[order] as number;
    for (const piece of segment) {
      const end = piece === undefined ? after(text, index) : index + piece.length;
      if (piece !== undefined) {
        spans.push({ start: index, end, part: piece.written });
      }
      index = end;
    }
  });
  return spans;
}

const lineBreak = /[\n\r\u0085\u2028\u2029]/;

/** As `locate`, but neither `*` nor `?` may cover a line break: states of all pieces at once. */
function matchesBetweenLineBreaks(segments: readonly Segment[], text: string): boolean {
  let ends = new Set([0]);
  for (const [order, segment] of segments.entries()) {
    ends = new Set([...spread(text, ends, order > 0)].map((start) => endWithoutBreaks(segment, text, start)).filter((end) => end >= 0));
  }
  return ends.has(text.length);
}

function spread(text: string, starts: ReadonlySet<number>, star: boolean): ReadonlySet<number> {
  if (!star) {
    return starts;
  }
  const reached = new Set<number>();
  for (let index = 0, open = false; index <= text.length; index += 1) {
    open = open || starts.has(index);
    if (open) {
      reached.add(index);
    }
    open = open && !lineBreak.test(text.charAt(index));
  }
  return reached;
}

function endWithoutBreaks(segment: Segment, text: string, start: number): number {
  let index = start;
  for (const piece of segment) {
    const breaks = piece === undefined && lineBreak.test(text.charAt(index));
    index = breaks ? -1 : endOf([piece], text, index);
    if (index < 0) {
      return -1;
    }
  }
  return index;
}

/** Whether a text matches; the commonest shapes (`x*`, `*x*`) are asked in one step. */
function matcherOf(segments: readonly Segment[]): (text: string) => boolean {
  const [first, second, third] = segments;
  if (segments.length === 2 && first !== undefined && second?.length === 0) {
    return (text) => endOf(first, text, 0) >= 0;
  }
  const [only] = second ?? [];
  if (segments.length === 3 && first?.length === 0 && third?.length === 0 && second?.length === 1 && only !== undefined) {
    return (text) => only.indexIn(text, 0) >= 0;
  }
  return (text) => locate(segments, text);
}

function neededLiterals(segments: readonly Segment[], { caseInsensitive, stopsAtLineBreaks = false }: WildcardOptions): NeededLiterals {
  const literals = segments.flat().flatMap((piece) => (piece === undefined ? [] : [foldAscii(piece.written)]));
  const isOnly = segments.length === 3 && segments.map(({ length }) => length).join() === '0,1,0';
  return { literals, areEnough: literals.length === 1 && isOnly && caseInsensitive && !stopsAtLineBreaks };
}

/** Compiles a wildcard pattern. Never throws: every text is a pattern. */
export function compileWildcard(pattern: string, options: WildcardOptions): WildcardPattern {
  const segments = readSegments(pattern, options);
  const pieces = segments.flat();
  const ones = pieces.filter((piece) => piece === undefined).length;
  const matches = matcherOf(segments);
  const stopsAt = (text: string): boolean => options.stopsAtLineBreaks === true && lineBreak.test(text) && !matchesBetweenLineBreaks(segments, text);
  return {
    isLiteral: segments.length === 1 && ones === 0,
    matchesEverything: segments.length > 1 && pieces.length === 0,
    countsOnly: segments.length > 1 && ones > 0 && pieces.length === ones,
    needs: () => neededLiterals(segments, options),
    matches: options.stopsAtLineBreaks === true ? (text) => !stopsAt(text) && matches(text) : matches,
    trace: (text) => {
      const starts: number[] = [];
      return !stopsAt(text) && locate(segments, text, starts) ? spansOf(segments, starts, text) : undefined;
    },
  };
}
