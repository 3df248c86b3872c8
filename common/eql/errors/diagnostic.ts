import { type Location, positionAt } from '../source/index';
import { EqlError } from './eql_error';

/** The closed list of what `check` can find. */
export type DiagnosticCode =
  | 'unknown_field'
  | 'unsupported_field_type'
  | 'no_exact_field'
  | 'type_mismatch'
  | 'unknown_function'
  | 'wrong_argument_count'
  | 'case_sensitivity_not_supported'
  | 'not_constant'
  | 'condition_not_boolean'
  | 'join_key_mismatch'
  | 'invalid_literal';

/** One finding. `params` is data for the words made in the UI; `message` is plain English for logs and for Elasticsearch's `problems`. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error';
  readonly location: Location;
  readonly message: string;
  readonly params: Readonly<Record<string, string | readonly string[]>>;
}

/** A query whose check found errors: what Elasticsearch answers with `verification_exception`. */
export class EqlVerificationError extends EqlError {
  constructor(readonly diagnostics: readonly Diagnostic[], text: string) {
    const lines = diagnostics.map(({ location, message }) => {
      const { line, column } = positionAt(text, location.start);
      return `line ${line}:${column}: ${message}`;
    });
    super('verification_exception', `Found ${diagnostics.length} problem${diagnostics.length === 1 ? '' : 's'}\n${lines.join('\n')}`);
  }
}
