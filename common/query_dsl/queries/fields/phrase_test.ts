import type { IndexedDocument, TermPositions } from '../../documents/indexed_document';
import type { Field } from '../../mapping/field';

/** A word of a phrase: the terms that may stand at its place (one, or all with a prefix) and the place. */
export interface PhraseWord {
  readonly matches: (term: string) => boolean;
  readonly position: number;
}

/**
 * How often a phrase occurs in a text field, counting a sloppy occurrence as `1 / (1 + distance)`; 0 = it does not.
 * `slop` is the number of moves that bring the words into place.
 */
export function phraseFrequency(document: IndexedDocument, field: Field, words: readonly PhraseWord[], slop: number): number {
  const text = document.words(field);
  if (text.terms.length === 0) return 0;
  const places = words.map((word) => shiftedPositions(text, word));
  if (places.some((positions) => positions.length === 0)) return 0;
  return slop === 0 ? exactFrequency(places) : sloppyFrequency(places, words, slop);
}

/** Positions of a word, moved back by its place in the phrase: equal numbers stand in phrase order. */
function shiftedPositions(text: TermPositions, word: PhraseWord): number[] {
  const positions: number[] = [];
  for (let index = 0; index < text.terms.length; index += 1) {
    if (word.matches(text.terms[index] ?? '')) positions.push((text.positions[index] ?? 0) - word.position);
  }
  return positions;
}

function exactFrequency(places: readonly (readonly number[])[]): number {
  const [first = [], ...rest] = places;
  const sets = rest.map((positions) => new Set(positions));
  return first.filter((position) => sets.every((set) => set.has(position))).length;
}

/**
 * Sloppy phrases as Lucene finds them: all words are kept at one place each, the earliest moves on, and the spread of the shifted
 * places is the distance. Two words never stand on the same token.
 */
function sloppyFrequency(places: readonly (readonly number[])[], words: readonly PhraseWord[], slop: number): number {
  const cursors = places.map(() => 0);
  let frequency = 0;
  for (;;) {
    const current = places.map((positions, index) => positions[cursors[index] ?? 0]);
    if (current.some((position) => position === undefined)) return frequency;
    const numbers = current.map((position) => position ?? 0);
    const lowest = Math.min(...numbers);
    const distance = Math.max(...numbers) - lowest;
    const tokens = new Set(numbers.map((position, index) => position + (words[index]?.position ?? 0)));
    const collides = tokens.size < words.length;
    if (!collides && distance <= slop) frequency += 1 / (1 + distance);
    advance(cursors, numbers, lowest, collides ? words : undefined);
  }
}

function advance(cursors: number[], numbers: readonly number[], lowest: number, colliding: readonly PhraseWord[] | undefined): void {
  let chosen = numbers.indexOf(lowest);
  if (colliding) {
    const tokens = numbers.map((position, index) => position + (colliding[index]?.position ?? 0));
    const later = tokens.findIndex((token, index) => tokens.indexOf(token) < index);
    if (later >= 0) chosen = later;
  }
  cursors[chosen] = (cursors[chosen] ?? 0) + 1;
}
