import { type Location, positionAt, printCodeFrame } from '../source/index';
import { EqlError } from './eql_error';

/** What a syntax error is made of. `found` and `expected` are tokens as written, for people and tools. */
export interface SyntaxProblem {
  readonly text: string;
  readonly location: Location;
  readonly message: string;
  readonly found?: string;
  readonly expected?: readonly string[];
}

/** The one error `parse` throws: where, what was found, what was expected, and a frame with a caret. */
export class EqlSyntaxError extends EqlError {
  readonly location: Location;
  readonly line: number;
  /** From 1, as Elasticsearch counts. */
  readonly column: number;
  readonly found: string | undefined;
  readonly expected: readonly string[];
  /** The line of the error with a caret below it. */
  readonly frame: string;

  constructor(problem: SyntaxProblem) {
    const { line, column } = positionAt(problem.text, problem.location.start);
    super('parsing_exception', `line ${line}:${column}: ${problem.message}`);
    this.location = problem.location;
    this.line = line;
    this.column = column;
    this.found = problem.found;
    this.expected = problem.expected ?? [];
    this.frame = printCodeFrame(problem.text, problem.location);
  }
}
