/**
 * KQL as Kibana 8.12 has it: text -> tree (parse) -> text (print), Elasticsearch query (toElasticsearchQuery, buildEsQuery) or a
 * matcher over documents in memory (compile), with a trace of what matched where.
 */
export { isLoneWildcard, operandText, WILDCARD_SYMBOL, type KqlLiteral, type KqlNode, type KqlOperand, type KqlWildcard, type RangeOperator } from './language/ast';
export { MAX_DEPTH, parse, type KqlParseOptions } from './language/parser';
export { print } from './language/printer';
export { KqlSyntaxError, type KqlPosition } from './language/syntax_error';
export { toKibanaAst, type KibanaAst } from './language/to_kibana_ast';
export type { DataView, DataViewField } from './convert/data_view';
export { KqlConversionError, toElasticsearchQuery, type KqlConversionOptions, type QueryClause } from './convert/to_elasticsearch_query';
export { buildEsQuery, RULE_OPTIONS, type BoolQuery, type BuildOptions, type Query } from './convert/build_es_query';
export { buildFilters, type Filter } from './convert/build_filters';
export { compile, type CompiledKql, type KqlIndex } from './evaluate/compile';
export { dataViewOf } from './evaluate/data_view_of';
export type { ClauseTrace, KqlTrace, MatchSpan } from './evaluate/trace';
