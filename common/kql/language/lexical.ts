import { WILDCARD_SYMBOL, type KqlOperand } from './ast';

const SPECIAL = '\\():<>"*{}';
const BLANKS = ' \t\r\n\u00a0';
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };

export function isBlank(character: string): boolean {
  return character !== '' && BLANKS.includes(character);
}

/** Offset behind the blanks that begin at `at`. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  while (end < text.length && isBlank(text.charAt(end))) end += 1;
  return end;
}

/** Offset behind a keyword and the blanks after it, undefined if the keyword is not there as an operator. */
export function readOperator(text: string, at: number, keyword: string): number | undefined {
  const end = at + keyword.length;
  if (text.slice(at, end).toLowerCase() !== keyword || !isBlank(text.charAt(end))) return undefined;
  return skipBlanks(text, end);
}

/** A literal with the offset behind it. */
export interface ReadOperand {
  readonly operand: KqlOperand;
  readonly end: number;
}

/** Quoted text or a bare word (blanks included), undefined if neither begins here. */
export function readLiteral(text: string, at: number): ReadOperand | undefined {
  return readQuoted(text, at) ?? readUnquoted(text, at);
}

/** Grammar: `"` then `\\`, `\"`, `\t`, `\r`, `\n`, `\uXXXX` or any other character but `"` (a lone `\` is itself), then `"`. */
export function readQuoted(text: string, at: number): ReadOperand | undefined {
  if (text.charAt(at) !== '"') return undefined;
  let value = '';
  let index = at + 1;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === '"') {
      return { operand: { type: 'literal', value, isQuoted: true, location: { start: at, end: index + 1 } }, end: index + 1 };
    }
    const escape = character === '\\' ? readEscape(text, index, '\\"') : undefined;
    value += escape?.value ?? character;
    index = escape?.end ?? index + 1;
  }
  return undefined;
}

/** `\t \r \n`, one of `plain` after a backslash, or `\uXXXX`. */
function readEscape(text: string, at: number, plain: string): { value: string; end: number } | undefined {
  const next = text.charAt(at + 1);
  if (next === '') return undefined;
  const simple = SIMPLE_ESCAPES[next];
  if (simple !== undefined) return { value: simple, end: at + 2 };
  if (plain.includes(next)) return { value: next, end: at + 2 };
  const digits = text.slice(at + 2, at + 6);
  if (next !== 'u' || !/^[0-9a-f]{4}$/i.test(digits)) return undefined;
  return { value: String.fromCharCode(parseInt(digits, 16)), end: at + 6 };
}

/**
 * Grammar: characters that are not special, escapes, `*`, and blanks that do not lead to `or`/`and`; `not` followed by a blank ends
 * the word, wherever it stands. The text is trimmed after unescaping.
 */
export function readUnquoted(text: string, at: number): ReadOperand | undefined {
  const scan = scanUnquoted(text, at);
  if (scan.end === at) return undefined;
  const value = scan.value.trim();
  const location = { start: at, end: scan.end - trailingBlanks(text, at, scan.end) };
  return { operand: operandOf(value, scan.hasWildcard, location), end: scan.end };
}

function operandOf(value: string, hasWildcard: boolean, location: { start: number; end: number }): KqlOperand {
  if (value === 'null') return { type: 'literal', value: null, isQuoted: false, location };
  if (value === 'true' || value === 'false') return { type: 'literal', value: value === 'true', isQuoted: false, location };
  return hasWildcard ? { type: 'wildcard', value, location } : { type: 'literal', value, isQuoted: false, location };
}

function trailingBlanks(text: string, start: number, end: number): number {
  let count = 0;
  while (end - count > start && isBlank(text.charAt(end - count - 1))) count += 1;
  return count;
}

function scanUnquoted(text: string, start: number): { value: string; end: number; hasWildcard: boolean } {
  let value = '';
  let hasWildcard = false;
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '*') {
      value += WILDCARD_SYMBOL;
      hasWildcard = true;
      at += 1;
    } else if (character === '\\') {
      const escape = readEscape(text, at, SPECIAL) ?? readKeywordEscape(text, at);
      if (!escape) break;
      value += escape.value;
      at = escape.end;
    } else if (SPECIAL.includes(character) || readOperator(text, at, 'not') !== undefined) {
      break;
    } else if (isBlank(character)) {
      const end = skipBlanks(text, at);
      if (readOperator(text, end, 'or') !== undefined || readOperator(text, end, 'and') !== undefined) break;
      value += text.slice(at, end);
      at = end;
    } else {
      value += character;
      at += 1;
    }
  }
  return { value, end: at, hasWildcard };
}

function readKeywordEscape(text: string, at: number): { value: string; end: number } | undefined {
  const word = /^(?:or|and|not)/i.exec(text.slice(at + 1, at + 4))?.[0];
  return word === undefined ? undefined : { value: word, end: at + 1 + word.length };
}
