/**
 * Elasticsearch's query DSL over documents and mappings: pure, no I/O, no clock.
 * mapping (compileMapping) → documents (indexDocument) → queries (compileQuery → matches, score).
 */
export type { JsonObject, JsonValue } from './json';
export { ElasticsearchError, type ErrorCause } from './errors/elasticsearch_error';
export type { FieldFamily, FieldType, FieldValue } from './mapping/field_type';
export type { CompiledMapping } from './mapping/compiled_mapping';
export type { IndexedDocument } from './documents/indexed_document';
export type { CompiledQuery, QueryContext, RangeHint, TermStatistics } from './queries/compiled_query';

export type { Field } from './mapping/field';
export type { RangeValue } from './mapping/field_type';
export { compileMapping } from './mapping/compile_mapping';
export { mergeMapping } from './mapping/merge_mapping';
export { indexDocument, type IndexedResult, type IndexOptions } from './documents/index_document';
// Function signatures (bodies follow in their own files):
//   compileMapping(mappings: JsonObject, settings?: JsonObject): CompiledMapping
//   mergeMapping(existing: CompiledMapping, update: JsonObject): CompiledMapping
//   indexDocument(mapping: CompiledMapping, source: JsonObject, options: { id: string; text?: string }):
//     { document: IndexedDocument; dynamicUpdate?: JsonObject }    (apply with mergeMapping before the next document)
//   compileQuery(query: JsonObject, mapping: CompiledMapping, context: QueryContext): CompiledQuery
//   parseDateText(text, { format?, now, roundUp?, timeZone? }): number ; formatDate(epochMs | epochNs, format): string
//   analyze(mapping, field | analyzer name, text): Token[] { token, start, end, type, position }
//   formatValue(fieldType, value, format?): string | number | boolean    (as the search option `fields` prints it)
//   collectStatistics(documents): TermStatistics
