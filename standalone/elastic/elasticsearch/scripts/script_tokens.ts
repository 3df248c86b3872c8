import { ScriptFault } from './script_error';

export interface ScriptToken {
  readonly kind: 'name' | 'number' | 'text' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const SYMBOLS = [
  '===', '!==', '==~', '>>>', '?.', '?:', '==', '!=', '<=', '>=', '&&', '||', '++', '--', '+=', '-=', '*=', '/=', '%=', '=~', '<<', '>>',
  '{', '}', '(', ')', '[', ']', ';', ',', '.', '?', ':', '+', '-', '*', '/', '%', '<', '>', '=', '!', '&', '|', '^', '~',
];
const BLANK = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const NAME = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const NUMBER = /(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)[lLfFdD]?/y;

/** @throws ScriptFault where a character begins nothing */
export function readTokens(script: string): ScriptToken[] {
  const tokens: ScriptToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(script)?.[0];
  };
  for (;;) {
    at += take(BLANK)?.length ?? 0;
    if (at >= script.length) break;
    const found = next(script, at, take);
    tokens.push(found.token);
    at = found.end;
  }
  tokens.push({ kind: 'end', text: '', at: script.length });
  return tokens;
}

function next(script: string, at: number, take: (pattern: RegExp) => string | undefined): { token: ScriptToken; end: number } {
  const name = take(NAME);
  if (name !== undefined) return { token: { kind: 'name', text: name, at }, end: at + name.length };
  const number = take(NUMBER);
  if (number !== undefined) return { token: { kind: 'number', text: number, at }, end: at + number.length };
  const quote = script[at];
  if (quote === '"' || quote === "'") return readText(script, at, quote);
  const symbol = SYMBOLS.find((candidate) => script.startsWith(candidate, at));
  if (symbol === undefined) throw new ScriptFault('illegal_argument_exception', `unexpected character [${script[at] ?? ''}].`, at);
  return { token: { kind: 'symbol', text: symbol, at }, end: at + symbol.length };
}

function readText(script: string, at: number, quote: string): { token: ScriptToken; end: number } {
  let text = '';
  for (let end = at + 1; end < script.length; end++) {
    const character = script[end] ?? '';
    if (character === quote) return { token: { kind: 'text', text, at }, end: end + 1 };
    if (character === '\\') text += script[++end] ?? '';
    else text += character;
  }
  throw new ScriptFault('illegal_argument_exception', `unexpected character [${script.slice(at)}].`, at);
}
