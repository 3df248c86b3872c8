import { compileWildcard, escapeWildcard, parseWildcard, type Field, type Token, type WildcardPattern } from '../../query_dsl/index';
import { isLoneWildcard, WILDCARD_SYMBOL, type KqlNode, type KqlOperand } from '../language/ast';

/** A stretch of a value (UTF-16 units, `end` exclusive) and the part of the clause it satisfies: literal text, a word, or a whole value. */
export interface MatchSpan {
  readonly start: number;
  readonly end: number;
  readonly part: string;
}

type Leaf = Extract<KqlNode, { kind: 'is' | 'range' }>;

/** The characters of one value that satisfy a clause, undefined if this value does not. */
export function spansIn(leaf: Leaf, field: Field, text: string): readonly MatchSpan[] | undefined {
  if (leaf.kind === 'range' || isLoneWildcard(leaf.value)) return whole(text, leaf.kind === 'range' ? String(leaf.value.value) : '*');
  if (field.family === 'text') return textSpans(leaf.value, field, text);
  if (leaf.value.type === 'wildcard') return wildcardSpans(leaf.value, field, text);
  const wanted = String(leaf.value.value);
  if (!isExactText(field)) return whole(text, wanted);
  const normalize = field.normalize ?? ((value: string): string => value);
  return normalize(wanted) === text ? whole(text, wanted) : undefined;
}

function whole(text: string, part: string): readonly MatchSpan[] {
  return [{ start: 0, end: text.length, part }];
}

function isExactText(field: Field): boolean {
  return field.family === 'keyword' || field.family === 'wildcard' || field.family === 'constant_keyword' || field.family === 'version' || field.family === 'flattened';
}

/** The parts between the stars, each at the place it matched. */
function wildcardSpans(value: KqlOperand, field: Field, text: string): readonly MatchSpan[] | undefined {
  return literalSpans(compiledPattern(value, field.normalize), text, 0);
}

function compiledPattern(value: KqlOperand, normalize: ((text: string) => string) | undefined): WildcardPattern {
  const parts = String(value.value).split(WILDCARD_SYMBOL).map((part) => escapeWildcard(normalize ? normalize(part) : part));
  return compileWildcard(parseWildcard(parts.join('*')), false);
}

function literalSpans(pattern: WildcardPattern, text: string, offset: number): readonly MatchSpan[] | undefined {
  return pattern.spans(text)?.flatMap((span) => {
    const part = pattern.parts[span.part];
    return part?.kind === 'literal' ? [{ start: span.start + offset, end: span.end + offset, part: part.text }] : [];
  });
}

/** Words of an analysed value: any of them, all in a row when quoted, or those a wildcard stands for. */
function textSpans(value: KqlOperand, field: Field, text: string): readonly MatchSpan[] | undefined {
  const tokens = field.analysis?.tokens(text) ?? [];
  if (value.type === 'wildcard') return wordWildcardSpans(value, field, tokens);
  const wanted = field.searchAnalysis?.tokens(String(value.value)) ?? [];
  if (wanted.length === 0) return undefined;
  return value.isQuoted ? phraseSpans(wanted, tokens) : wordSpans(wanted, tokens);
}

function wordSpans(wanted: readonly Token[], tokens: readonly Token[]): readonly MatchSpan[] | undefined {
  const words = new Set(wanted.map(({ token }) => token));
  const found = tokens.filter(({ token }) => words.has(token)).map(({ token, start, end }) => ({ start, end, part: token }));
  return found.length > 0 ? found : undefined;
}

function phraseSpans(wanted: readonly Token[], tokens: readonly Token[]): readonly MatchSpan[] | undefined {
  for (let start = 0; start + wanted.length <= tokens.length; start += 1) {
    const run = tokens.slice(start, start + wanted.length);
    if (run.every(({ token }, index) => token === wanted[index]?.token)) return run.map((word) => ({ start: word.start, end: word.end, part: word.token }));
  }
  return undefined;
}

/** Each word between blanks is a pattern of its own, over whole words of the value. */
function wordWildcardSpans(value: KqlOperand, field: Field, tokens: readonly Token[]): readonly MatchSpan[] | undefined {
  const patterns = String(value.value).split(/\s+/).filter((word) => word !== '');
  const normalize = field.searchAnalysis?.normalize;
  const spans = patterns.flatMap((word) => {
    const pattern = compiledPattern({ type: 'wildcard', value: word, location: value.location }, normalize);
    return tokens.flatMap(({ token, start, end }) => wordMatch(pattern, token, start, end) ?? []);
  });
  return spans.length > 0 ? spans : undefined;
}

/** Lower case may change the length of a word; then the whole word is given. */
function wordMatch(pattern: WildcardPattern, token: string, start: number, end: number): readonly MatchSpan[] | undefined {
  const spans = literalSpans(pattern, token, start);
  if (!spans) return undefined;
  return token.length === end - start && spans.length > 0 ? spans : [{ start, end, part: token }];
}
