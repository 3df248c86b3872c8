import { splitText } from './split_text';

/** Texts of titles, names for screen readers and toasts end here. */
const longestName = 200;

/** A recorded text for places that take only plain text: invisible characters as `‹RLO U+202E›`, cut at 200 characters. */
export function toVisibleText(text: string): string {
  const shown = splitText(text.slice(0, longestName))
    .map(({ kind, content }) => (kind === 'token' ? `‹${content}›` : content))
    .join('');
  return text.length > longestName ? `${shown}…` : shown;
}
