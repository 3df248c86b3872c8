import { WILDCARD_SYMBOL, type KqlOperand } from './ast';

/** A wildcard as text for Lucene's syntax: the parts between the stars escaped. */
export function toQueryStringText(wildcard: KqlOperand): string {
  return String(wildcard.value).split(WILDCARD_SYMBOL).map(escapeQueryString).join('*');
}

function escapeQueryString(text: string): string {
  return text.replace(/[-+=&|><!(){}[\]^"~*?:\\/]/g, '\\$&');
}

/** A test for names the wildcard stands for; linear in the name. */
export function nameTest(wildcard: KqlOperand): (name: string) => boolean {
  const parts = String(wildcard.value).split(WILDCARD_SYMBOL);
  const first = parts[0] ?? '';
  const last = parts[parts.length - 1] ?? '';
  if (parts.length === 1) return (name) => name === first;
  return (name) => {
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
    let at = first.length;
    const limit = name.length - last.length;
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, at);
      if (found < 0 || found + part.length > limit) return false;
      at = found + part.length;
    }
    return true;
  };
}
