import { lowerCaseAscii } from '../../analysis/lower_case';
import type { Field } from '../../mapping/field';
import { wildcardTooComplex } from '../../patterns/determinize_effort';
import { withinEdits } from '../../patterns/edit_distance';
import { foldAsciiCase, RegexpMatcher, RegexpTooComplexError } from '../../patterns/regexp_matcher';
import { parseRegexp, RegexpSyntaxError } from '../../patterns/regexp_parser';
import { compileWildcard, parseWildcard, type WildcardPart } from '../../patterns/wildcard_pattern';
import type { BindScope, DocumentTest } from '../query_node';
import { failedToCreate, shardError } from '../shard_error';
import { takesPatterns, wrongType } from './field_kinds';
import { anyValue } from './range_test';
import { constantTest, indexNames } from './term_test';

const MAX_REGEXP_LENGTH = 1000;

/** A test that holds if any whole value (keyword-like fields) or any word (text fields) passes. */
export function anyTerm(field: Field, test: (term: string) => boolean, scope: BindScope): DocumentTest {
  if (field.path === '_id') return (document) => test(document.id);
  if (field.path === '_index') return constantTest(indexNames(scope).some(test));
  if (field.path === '_ignored') return (document) => document.ignored.some(test);
  if (field.family === 'text') return (document) => document.words(field).terms.some(test);
  return anyValue(field, (value) => test(String(value)));
}

/** Compiles "a term begins with". Throws query_shard_exception for fields without terms. */
export function prefixTest(field: Field, prefix: string, caseInsensitive: boolean, scope: BindScope): DocumentTest {
  if (!takesPatterns(field)) throw wrongType(field, scope, 'prefix');
  const wanted = field.normalize ? field.normalize(prefix) : prefix;
  if (!caseInsensitive) return anyTerm(field, (term) => term.startsWith(wanted), scope);
  const folded = lowerCaseAscii(wanted);
  return anyTerm(field, (term) => lowerCaseAscii(term).startsWith(folded), scope);
}

/**
 * Compiles a `wildcard` query. On a keyword with a normaliser the text between the wildcards is normalised; `normalizeText` does
 * the same on text fields (as query_string does). Throws query_shard_exception.
 */
export function wildcardTest(
  field: Field,
  pattern: string,
  options: { readonly caseInsensitive: boolean; readonly normalizeText: boolean },
  scope: BindScope,
): DocumentTest {
  if (!takesPatterns(field)) throw wrongType(field, scope, 'wildcard');
  const parts = normalizedParts(field, parseWildcard(pattern), options.normalizeText);
  if (field.family !== 'wildcard') {
    const tooComplex = wildcardTooComplex(parts);
    if (tooComplex !== undefined) throw failedToCreate(scope, { type: 'too_complex_to_determinize_exception', reason: tooComplex });
  } else if (matchesAnything(parts)) {
    return anyTerm(field, () => true, scope);
  }
  const compiled = compileWildcard(parts, options.caseInsensitive);
  return anyTerm(field, (term) => compiled.matches(term), scope);
}

/** A pattern of only `*` and `?` with both means "exists" on a wildcard field (eql-observed.md section 6.3). */
function matchesAnything(parts: readonly WildcardPart[]): boolean {
  return parts.some((part) => part.kind === 'any') && parts.every((part) => part.kind !== 'literal');
}

function normalizedParts(field: Field, parts: readonly WildcardPart[], normalizeText: boolean): readonly WildcardPart[] {
  const normalize = field.normalize ?? (normalizeText && field.family === 'text' ? field.searchAnalysis?.normalize : undefined);
  if (!normalize) return parts;
  return parts.map((part) => (part.kind === 'literal' ? { ...part, text: normalize(part.text) } : part));
}

/** Compiles a `regexp` query (Lucene's dialect, whole terms). Throws query_shard_exception. */
export function regexpTest(field: Field, pattern: string, caseInsensitive: boolean, scope: BindScope): DocumentTest {
  if (!takesPatterns(field)) {
    throw shardError(scope, `Can only use regexp queries on keyword and text fields - not on [${field.path}] which is of type [${field.type}]`);
  }
  if (pattern.length > MAX_REGEXP_LENGTH) {
    const reason = `The length of regex [${pattern.length}] used in the Regexp Query request has exceeded the allowed maximum of [${MAX_REGEXP_LENGTH}]. This maximum can be set by changing the [index.max_regex_length] index level setting.`;
    throw failedToCreate(scope, { type: 'illegal_argument_exception', reason });
  }
  const matcher = compileMatcher(field.normalize ? field.normalize(pattern) : pattern, caseInsensitive, scope);
  return anyTerm(field, (term) => matches(matcher, term, scope), scope);
}

function compileMatcher(pattern: string, caseInsensitive: boolean, scope: BindScope): RegexpMatcher {
  try {
    const tree = parseRegexp(pattern);
    return new RegexpMatcher(caseInsensitive ? foldAsciiCase(tree) : tree);
  } catch (error) {
    if (error instanceof RegexpSyntaxError) throw failedToCreate(scope, { type: 'illegal_argument_exception', reason: error.message });
    throw error;
  }
}

function matches(matcher: RegexpMatcher, term: string, scope: BindScope): boolean {
  try {
    return matcher.matches(term);
  } catch (error) {
    if (!(error instanceof RegexpTooComplexError)) throw error;
    throw failedToCreate(scope, { type: 'too_complex_to_determinize_exception', reason: 'Determinizing automaton would require more than 10000 effort.' });
  }
}

export interface FuzzyOptions {
  readonly maxEdits: number;
  readonly prefixLength: number;
  readonly transpositions: boolean;
}

/** Compiles a `fuzzy` query. Elasticsearch stops at `max_expansions` (50) terms of the index; this looks at every term. */
export function fuzzyTest(field: Field, text: string, options: FuzzyOptions, scope: BindScope): DocumentTest {
  if (!takesPatterns(field)) {
    throw failedToCreate(scope, {
      type: 'illegal_argument_exception',
      reason: `Can only use fuzzy queries on keyword and text fields - not on [${field.path}] which is of type [${field.type}]`,
    });
  }
  const wanted = field.normalize ? field.normalize(text) : text;
  const prefix = Array.from(wanted).slice(0, options.prefixLength).join('');
  return anyTerm(field, (term) => term.startsWith(prefix) && withinEdits(term, wanted, options.maxEdits, options.transpositions), scope);
}
