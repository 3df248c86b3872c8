export type * from './ast';
export type { EqlType } from './eql_type';
export { numberValue, type NumberValue } from './number_value';
export { parse, type ParseOptions } from './parser';
export { print, printExpression, printField, printString } from './printer';
export { childrenOf, visit } from './visitor';
