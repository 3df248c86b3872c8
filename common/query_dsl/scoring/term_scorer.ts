import type { IndexedDocument } from '../documents/indexed_document';
import type { Field } from '../mapping/field';
import type { TermStatistics } from '../queries/compiled_query';
import { bm25, inverseDocumentFrequency } from './bm25';

const ONE_DOCUMENT: TermStatistics = { documentCount: () => 1, documentFrequency: () => 1, averageLength: () => 1 };

/**
 * Score of one term (or of a phrase of several terms) in a field. `frequency` counts occurrences in the document; fields that are
 * not analysed keep neither frequencies nor lengths.
 */
export function termScorer(
  field: Field,
  terms: readonly string[],
  options: { boost: number; statistics: TermStatistics | undefined },
): (document: IndexedDocument, frequency: number) => number {
  if (field.isRuntime) return () => options.boost;
  const statistics = options.statistics ?? ONE_DOCUMENT;
  let idf: number | undefined;
  const inverse = (): number => {
    idf ??= terms.reduce((sum, term) => sum + inverseDocumentFrequency(statistics.documentFrequency(field.path, term), statistics.documentCount(field.path)), 0);
    return idf;
  };
  const analysed = field.family === 'text' && field.type !== 'match_only_text' && field.parameters.norms !== false;
  return (document, frequency) => {
    if (!analysed) return bm25(options.boost, inverse(), field.type === 'match_only_text' ? 1 : 1, 1, options.statistics ? statistics.averageLength(field.path) : 1);
    const length = document.words(field).terms.length;
    return bm25(options.boost, inverse(), frequency, length, options.statistics ? statistics.averageLength(field.path) : length);
  };
}
