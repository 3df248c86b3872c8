import { findAnalyzer, type CompiledMapping, type Token } from '../../../../common/query_dsl';

/** The words of a text as a field sees them; the whole text where the field does not split it. */
export function analyzeText(mapping: CompiledMapping, name: string, text: string): Token[] {
  const field = mapping.resolve(name);
  if (field?.analysis !== undefined) return field.analysis.tokens(text);
  const tokens = findAnalyzer('keyword', mapping.settings).tokens(text);
  const normalize = field?.normalize;
  return normalize === undefined ? tokens : tokens.map((token) => ({ ...token, token: normalize(token.token) }));
}
