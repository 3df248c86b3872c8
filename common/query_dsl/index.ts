/**
 * Elasticsearch's query DSL over documents and mappings: pure, no I/O, no clock.
 * mapping (compileMapping) -> documents (indexDocument) -> queries (parseQuery -> bind -> matches, score).
 */
export { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json';
export { ElasticsearchError, type ErrorCause } from './errors/elasticsearch_error';
export type { FieldFamily, FieldType, FieldValue, RangeValue } from './mapping/field_type';
export type { Dynamic, Field, MappingNode, ObjectNode } from './mapping/field';
export type { CompiledMapping } from './mapping/compiled_mapping';
export { compileMapping } from './mapping/compile_mapping';
export { mergeMapping } from './mapping/merge_mapping';
export type { IndexedDocument, TermPositions } from './documents/indexed_document';
export { indexDocument, type IndexedResult, type IndexOptions } from './documents/index_document';
export { PartialDocument } from './documents/partial_document';
export { compileDocumentScanner, type DocumentScanner } from './documents/document_scanner';
export type { JsonBytes } from './documents/scan_json';
export type { CompiledQuery, ParsedQuery, QueryContext, QueryOrigin, RangeHint, TermStatistics } from './queries/compiled_query';
export { compileQuery, parseQuery, QUERY_NAMES } from './queries/compile_query';
export { collectStatistics } from './scoring/term_statistics';
export { collectValueBounds, type ValueBounds } from './queries/value_bounds';
export { findAnalyzer, type Analyzer } from './analysis/analyzer';
export type { Token } from './analysis/token';
export { formatValue, sortableValue } from './values/format_value';
export { compileDateFormat, DateParseError, InvalidDateError, type DateFormat } from './dates/date_format';
export { DateMathError, parseDateMath, type DateMathOptions } from './dates/date_math';
export { momentOfMs, momentOfNanos, momentToMs, momentToNanos, type Moment } from './dates/date_fields';
export { findTimeZone, instantOfLocal, type TimeZone } from './dates/time_zone';
export { compileWildcard, escapeWildcard, parseWildcard, type WildcardPart, type WildcardPattern, type WildcardSpan } from './patterns/wildcard_pattern';
export { matchesSimple } from './documents/dynamic_templates';
export { ipKey } from './values/ip_address';
export { versionKey } from './values/version_order';
export { compareCodePoints } from './values/text_order';
export { lineAndColumn, locateJson, type JsonPath } from './location/json_locator';
export { eqlEvent, eqlSource } from './eql_source';
