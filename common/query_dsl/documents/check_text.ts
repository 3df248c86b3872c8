import { scalarText, type Field, type Scalar } from '../mapping/field';
import { illegalValue } from '../mapping/value_error';

/** Longest keyword Lucene takes, in bytes of UTF-8. */
const MAX_TERM_BYTES = 32_766;
const MAX_BYTES_OF_UNIT = 3;
const TEXT_LIKE = new Set(['keyword', 'wildcard', 'text', 'version', 'constant_keyword', 'opaque']);

/** Text-like values are kept as they come; their doc values are made when a query asks. All others are parsed when a document comes in. */
export function isParsedEarly(field: Field): boolean {
  return !TEXT_LIKE.has(field.family);
}

/** The number of UTF-16 units up to which any text is sure to pass `checkText`; -1 where a text's length alone says nothing. */
export function safeTextLength(field: Field): number {
  if (isParsedEarly(field) || (field.family === 'constant_keyword' && field.constantValue !== undefined)) return -1;
  return field.family === 'keyword' ? Math.floor(MAX_TERM_BYTES / MAX_BYTES_OF_UNIT) : Number.POSITIVE_INFINITY;
}

/** Throws ValueError for a value that a text-like field refuses: another constant, a term longer than Lucene takes. */
export function checkText(field: Field, value: Scalar): void {
  if (field.family === 'constant_keyword' && field.constantValue !== undefined && scalarText(value) !== field.constantValue) {
    throw illegalValue(
      `[constant_keyword] field [${field.path}] only accepts values that are equal to the value defined in the mappings [${field.constantValue}], but got [${scalarText(value)}]`,
    );
  }
  if (field.family !== 'keyword' || typeof value !== 'string' || value.length * MAX_BYTES_OF_UNIT <= MAX_TERM_BYTES || value.length > field.ignoreAbove) return;
  const bytes = new TextEncoder().encode(value).length;
  if (bytes <= MAX_TERM_BYTES) return;
  throw illegalValue(
    `Document contains at least one immense term in field="${field.path}" (whose UTF8 encoding is longer than the max length ${MAX_TERM_BYTES}), all of which were skipped. Please correct the analyzer to not produce such terms.`,
  );
}
