import { type Location, positionAt } from './location';

const maxShownWidth = 160;

/**
 * The line of an error with a caret below it:
 *
 *     1 | process where nmae : "x"
 *       |               ^^^^
 *
 * Long lines are cut around the caret; tabs keep their width because the caret line repeats them.
 */
export function printCodeFrame(text: string, location: Location): string {
  const { line, column } = positionAt(text, location.start);
  const source = text.split(/\r\n|\n|\r/)[line - 1] ?? '';
  const cut = Math.max(0, column - 1 - Math.floor(maxShownWidth / 2));
  const shown = source.slice(cut, cut + maxShownWidth);
  const before = source.slice(cut, column - 1).replace(/[^\t]/g, ' ');
  const width = Math.max(1, Math.min(location.end - location.start, shown.length - before.length));
  const label = String(line);
  return `${label} | ${shown}\n${' '.repeat(label.length)} | ${before}${'^'.repeat(width)}`;
}
