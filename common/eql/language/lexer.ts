/**
 * Text → tokens, as `EqlBase` in Elasticsearch's grammar has them (eql-semantics.md §1): longest match, keywords lower-case only, white space is
 * blank, tab, CR and LF, comments `//` and nested `/* *\/`.
 */
import { EqlSyntaxError } from '../errors/index';
import { readString } from './read_string';
import { keywords, symbols, type Token, type TokenKind } from './token';

const keywordSet: ReadonlySet<string> = new Set(keywords);
const isKeyword = (text: string): text is (typeof keywords)[number] => keywordSet.has(text);
const identifierPattern = /[A-Za-z_@][A-Za-z0-9_]*/y;
const numberPattern = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const quotedPattern = /`((?:[^`]|``)*)`/y;
const blankPattern = /[ \t\r\n]+/y;

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function unknownToken(text: string, start: number): EqlSyntaxError {
  const rest = text.slice(start);
  const line = rest.slice(0, Math.max(1, rest.search(/[\r\n]|$/)));
  return new EqlSyntaxError({ text, location: { start, end: start + line.length }, message: `token recognition error at: '${line}'`, found: line });
}

/** The offset after a nested `/* … *\/`; undefined when it is not closed. */
function commentEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let index = start;
  while (index < text.length) {
    if (text.startsWith('/*', index)) {
      depth += 1;
      index += 2;
    } else if (text.startsWith('*/', index)) {
      depth -= 1;
      index += 2;
      if (depth === 0) {
        return index;
      }
    } else {
      index += 1;
    }
  }
  return undefined;
}

/** The offset of the next token, blanks and comments passed over. */
function skipHidden(text: string, start: number): number {
  let index = start;
  for (;;) {
    const blank = matchAt(blankPattern, text, index);
    if (blank !== null) {
      index += blank[0].length;
    } else if (text.startsWith('//', index)) {
      const length = text.slice(index).search(/[\r\n]/);
      index = length < 0 ? text.length : index + length;
    } else if (text.startsWith('/*', index)) {
      const end = commentEnd(text, index);
      if (end === undefined) {
        return index;
      }
      index = end;
    } else {
      return index;
    }
  }
}

function readWord(text: string, start: number, word: string): Token {
  const end = start + word.length;
  if (text[end] === '~' && /^[A-Za-z]/.test(word)) {
    const location = { start, end: end + 1 };
    const tilde = `${word}~`;
    return isKeyword(tilde) ? { kind: tilde, location, value: tilde } : { kind: 'tilde_identifier', location, value: word };
  }
  const location = { start, end };
  return { kind: isKeyword(word) ? word : 'identifier', location, value: word };
}

function readNumber(start: number, digits: string): Token {
  const kind: TokenKind = /^[0-9]+$/.test(digits) ? 'integer' : 'decimal';
  return { kind, location: { start, end: start + digits.length }, value: digits };
}

function readSingleQuoted(text: string, start: number): EqlSyntaxError | undefined {
  const found = /^(?:'(?:\\[btnfr"'\\]|[^\r\n'\\])*'|\?"(?:\\"|[^"\r\n])*"|\?'(?:\\'|[^'\r\n])*')/.exec(text.slice(start));
  if (found === null) {
    return undefined;
  }
  const message = found[0].startsWith("'") ? "Use double quotes [\"] to define string literals, not single quotes [']" : 'Use triple double quotes ["""] to define unescaped string literals, not [?"]';
  return new EqlSyntaxError({ text, location: { start, end: start + found[0].length }, message, found: found[0], expected: ['"…"', '"""…"""'] });
}

function readToken(text: string, start: number): Token {
  const word = matchAt(identifierPattern, text, start);
  if (word !== null) {
    return readWord(text, start, word[0]);
  }
  const number = matchAt(numberPattern, text, start);
  if (number !== null) {
    return readNumber(start, number[0]);
  }
  if (text[start] === '"') {
    const string = readString(text, start);
    if (string === undefined) {
      throw unknownToken(text, start);
    }
    return { kind: 'string', location: { start, end: string.end }, value: string.value, raw: string.raw };
  }
  const quoted = matchAt(quotedPattern, text, start);
  if (quoted !== null) {
    return { kind: 'quoted_identifier', location: { start, end: start + quoted[0].length }, value: (quoted[1] ?? '').replaceAll('``', '`') };
  }
  const refused = readSingleQuoted(text, start);
  if (refused !== undefined) {
    throw refused;
  }
  const symbol = symbols.find((candidate) => text.startsWith(candidate, start));
  if (symbol === undefined) {
    throw unknownToken(text, start);
  }
  return { kind: symbol, location: { start, end: start + symbol.length }, value: symbol };
}

/**
 * All tokens of the text, the last one of kind `end`. Throws {@link EqlSyntaxError} at the first text that is no token, and when there are more
 * than `maxTokens` tokens (a guard: what is longer was not written by a person).
 */
export function tokenize(text: string, maxTokens: number): readonly Token[] {
  const tokens: Token[] = [];
  let index = skipHidden(text, 0);
  while (index < text.length) {
    const token = readToken(text, index);
    tokens.push(token);
    if (tokens.length > maxTokens) {
      throw new EqlSyntaxError({ text, location: token.location, message: `the query has more than ${maxTokens} tokens` });
    }
    index = skipHidden(text, token.location.end);
  }
  tokens.push({ kind: 'end', location: { start: text.length, end: text.length }, value: '' });
  return tokens;
}
