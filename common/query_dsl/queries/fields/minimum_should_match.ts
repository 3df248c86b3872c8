import { illegalArgument } from '../parse_scope';

/**
 * How many of `count` optional clauses a `minimum_should_match` asks for: `2`, `-1`, `75%`, `-25%`, `3<90%`, several of the last
 * separated by blanks. At most `count`, at least 0. Throws illegal_argument_exception for anything else.
 */
export function minimumShouldMatch(specification: string, count: number): number {
  const text = specification.trim();
  if (text.includes('<')) return conditional(text, count);
  return Math.max(0, Math.min(count, absolute(text, count)));
}

function conditional(text: string, count: number): number {
  let result = count;
  for (const part of text.replace(/\s*<\s*/g, '<').split(/\s+/)) {
    const [limit = '', rule = ''] = part.split('<');
    if (count <= wholeNumber(limit)) return result;
    result = minimumShouldMatch(rule, count);
  }
  return result;
}

function absolute(text: string, count: number): number {
  if (!text.endsWith('%')) {
    const number = wholeNumber(text);
    return number < 0 ? count + number : number;
  }
  const percent = wholeNumber(text.slice(0, -1));
  const part = Math.trunc((count * percent) / 100);
  return part < 0 || percent < 0 ? count + part : part;
}

function wholeNumber(text: string): number {
  if (!/^[+-]?\d{1,9}$/.test(text)) throw illegalArgument(`For input string: "${text}"`);
  return Number(text);
}
