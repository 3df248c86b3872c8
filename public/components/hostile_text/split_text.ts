import { invisibleCharacterName, isInvisible } from './invisible_character';

/** A stretch of the text that looks alike: plain, marked, or one invisible character as a token. */
export interface TextPiece {
  readonly kind: 'text' | 'token';
  /** The characters themselves; for a token its name, e.g. `RLO U+202E`. */
  readonly content: string;
  readonly marked: boolean;
  /** Where it begins in the text, UTF-16 units. */
  readonly start: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a text at the borders of the spans and at invisible characters. Spans may touch, overlap, be out of order or reach beyond the text.
 * Joined again, the pieces give the text, tokens aside.
 */
export function splitText(text: string, spans: readonly Span[] = []): readonly TextPiece[] {
  const merged = mergeSpans(spans, text.length);
  const pieces: TextPiece[] = [];
  let plain = '';
  let plainStart = 0;
  let plainMarked = false;
  let spanIndex = 0;
  const flush = (): void => {
    if (plain !== '') pieces.push({ kind: 'text', content: plain, marked: plainMarked, start: plainStart });
    plain = '';
  };
  let at = 0;
  for (const character of text) {
    while (spanIndex < merged.length && (merged[spanIndex]?.end ?? 0) <= at) spanIndex += 1;
    const span = merged[spanIndex];
    // A span that begins inside a surrogate pair marks the whole character.
    const marked = span !== undefined && span.start < at + character.length;
    if (isInvisible(character)) {
      flush();
      pieces.push({ kind: 'token', content: invisibleCharacterName(character), marked, start: at });
    } else {
      if (plain !== '' && marked !== plainMarked) flush();
      if (plain === '') {
        plainStart = at;
        plainMarked = marked;
      }
      plain += character;
    }
    at += character.length;
  }
  flush();
  return pieces;
}

function mergeSpans(spans: readonly Span[], length: number): readonly Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    const start = Math.max(0, span.start);
    const end = Math.min(length, span.end);
    if (!(start < end)) continue;
    const last = merged[merged.length - 1];
    if (last !== undefined && start <= last.end) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else merged.push({ start, end });
  }
  return merged;
}
