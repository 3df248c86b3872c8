export { foldAscii, foldJavaUnits } from './fold_case';
export { compileJavaRegularExpression } from './java_regular_expression';
export { type CompiledRegularExpression, compileLuceneRegularExpression } from './lucene_regular_expression';
export { compileWildcard, type NeededLiterals, type PartSpan, type WildcardPattern } from './wildcard_pattern';
