import { printCodeFrame } from '../../eql/source/index';

/** A place in a query: `offset` from 0 in UTF-16 units, `line` and `column` from 1. */
export interface KqlPosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A query Kibana's parser refuses; `reason` is the first line of Kibana's message. */
export class KqlSyntaxError extends Error {
  constructor(
    /** Kibana's sentence: `Expected AND, OR, end of input, whitespace but "n" found.` */
    readonly reason: string,
    readonly start: KqlPosition,
    readonly end: KqlPosition,
    /** The character that was met; null at the end of the text. */
    readonly found: string | null,
    /** What could have stood there, sorted; empty where the error is not about syntax. */
    readonly expected: readonly string[],
    text: string,
  ) {
    super(`${reason}\n${text}\n${'-'.repeat(start.offset)}^`);
    this.name = 'KQLSyntaxError';
    this.frame = printCodeFrame(text, { start: start.offset, end: Math.max(end.offset, start.offset) });
  }

  /** The line of the error with a caret below it. */
  readonly frame: string;
}

/** Position of an offset; only LF ends a line, as in Kibana's parser. */
export function kqlPosition(text: string, offset: number): KqlPosition {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { offset, line, column: offset - lineStart + 1 };
}
