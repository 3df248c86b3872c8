import type { IndexedDocument } from '../documents/indexed_document';
import type { CompiledMapping } from '../mapping/compiled_mapping';
import type { TermStatistics } from '../queries/compiled_query';

interface FieldStatistics {
  readonly documentCount: number;
  readonly averageLength: number;
  readonly frequencies: ReadonlyMap<string, number>;
}

/**
 * Statistics over documents of one index, counted field by field when first asked for; valid as long as the documents stay the
 * same. `documents` is walked once for each field that a scored query names.
 */
export function collectStatistics(mapping: CompiledMapping, documents: () => Iterable<IndexedDocument>): TermStatistics {
  const known = new Map<string, FieldStatistics>();
  const ofField = (path: string): FieldStatistics => {
    const before = known.get(path);
    if (before) return before;
    const counted = countField(mapping, documents(), path);
    known.set(path, counted);
    return counted;
  };
  return {
    documentCount: (path) => ofField(path).documentCount,
    documentFrequency: (path, term) => ofField(path).frequencies.get(term) ?? 0,
    averageLength: (path) => ofField(path).averageLength,
  };
}

function countField(mapping: CompiledMapping, documents: Iterable<IndexedDocument>, path: string): FieldStatistics {
  const field = mapping.resolve(path);
  const frequencies = new Map<string, number>();
  let documentCount = 0;
  let totalLength = 0;
  if (!field) return { documentCount, averageLength: 1, frequencies };
  for (const document of documentsWithField(documents, field.nestedPath)) {
    const terms = field.family === 'text' ? document.words(field).terms : document.fieldValues(field).map(String);
    if (terms.length === 0) continue;
    const distinct = new Set(terms);
    documentCount += 1;
    totalLength += field.family === 'text' ? terms.length : distinct.size;
    for (const term of distinct) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  return { documentCount, averageLength: documentCount === 0 ? 1 : totalLength / documentCount, frequencies };
}

function* documentsWithField(documents: Iterable<IndexedDocument>, nestedPath: string | undefined): Iterable<IndexedDocument> {
  for (const document of documents) {
    if (nestedPath === undefined) yield document;
    else yield* document.nested(nestedPath);
  }
}
