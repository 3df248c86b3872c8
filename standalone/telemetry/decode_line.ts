import { eventLimits } from './read_events';

type Decoded = { readonly kind: 'blank' } | { readonly kind: 'event'; readonly document: Record<string, unknown> } | { readonly kind: 'bad'; readonly reason: string };

const byteOrderMark = '\uFEFF';

/** Takes one line of bytes; gives the document, or why it is none. `__proto__` and the like stay plain keys: nothing is assigned by name. */
export function decodeLine(line: Buffer, first: boolean): Decoded {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text: string;
  try {
    text = decoder.decode(line);
  } catch {
    return { kind: 'bad', reason: 'not UTF-8' };
  }
  if (first && text.startsWith(byteOrderMark)) text = text.slice(1);
  if (text.trim() === '') return { kind: 'blank' };
  const deep = depthFault(text);
  if (deep !== undefined) return { kind: 'bad', reason: deep };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { kind: 'bad', reason: `expected a JSON object, found ${Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`}` };
    const fields = countFields(value);
    if (fields > eventLimits.maxFields) return { kind: 'bad', reason: `more than ${eventLimits.maxFields.toLocaleString('en')} fields` };
    return { kind: 'event', document: value as Record<string, unknown> };
  } catch (error) {
    return { kind: 'bad', reason: error instanceof Error ? `not JSON: ${error.message.slice(0, 200)}` : 'not JSON' };
  }
}

/** Counts brackets outside strings, so that a deep text is refused before it is parsed. */
function depthFault(text: string): string | undefined {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 92) index += 1;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > eventLimits.maxDepth) return `nested deeper than ${eventLimits.maxDepth}`;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return undefined;
}

function countFields(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countFields(item), 0);
  return Object.values(value).reduce<number>((sum, item) => sum + 1 + countFields(item), 0);
}
