import { splitText } from './split_text';

/** Texts of titles, names for screen readers and toasts end here. */
const longestName = 200;

/** A text of several lines with its invisible characters as `‹RLO U+202E›`; line ends and tabs stay what they are. */
export function toVisibleLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(withTokens).join('\t'))
    .join('\n');
}

function withTokens(text: string): string {
  return splitText(text)
    .map(({ kind, content }) => (kind === 'token' ? `‹${content}›` : content))
    .join('');
}

/** A recorded text for places that take only plain text: invisible characters as `‹RLO U+202E›`, cut at 200 characters. */
export function toVisibleText(text: string): string {
  const shown = withTokens(text.slice(0, longestName));
  return text.length > longestName ? `${shown}…` : shown;
}
