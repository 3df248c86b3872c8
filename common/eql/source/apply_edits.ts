import type { Location } from './location';

/** Replaces the text at `location` (empty location: inserts). */
export interface TextEdit {
  readonly location: Location;
  readonly text: string;
}

/**
 * Applies edits to a text and keeps every other character. Edits may come in any order; their locations refer to the text as it was.
 * Two insertions at one place keep their order. Throws a `RangeError` when edits overlap or lie outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.map((edit, index) => ({ edit, index })).sort((a, b) => a.edit.location.start - b.edit.location.start || a.edit.location.end - b.edit.location.end || a.index - b.index);
  let result = '';
  let done = 0;
  for (const { edit } of ordered) {
    const { start, end } = edit.location;
    if (start < done || end < start || end > text.length) {
      throw new RangeError(`edit at ${start}..${end} overlaps another one or lies outside the text`);
    }
    result += text.slice(done, start) + edit.text;
    done = end;
  }
  return result + text.slice(done);
}
