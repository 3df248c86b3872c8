/** A stretch of source text: UTF-16 offsets, `end` exclusive. */
export interface Location {
  readonly start: number;
  readonly end: number;
}

/** A place for people: both from 1; the column counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The location from the start of one to the end of another. */
export function span(first: Location, last: Location): Location {
  return { start: first.start, end: last.end };
}

/** Line and column of an offset; CR LF, LF and CR end a line. Offsets outside the text give its nearest end. */
export function positionAt(text: string, offset: number): Position {
  const end = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let lineStart = 0;
  for (let index = 0; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) {
      line += 1;
      lineStart = index + 1;
    }
  }
  return { line, column: end - lineStart + 1 };
}
