import type { IndexedDocument } from '../../documents/indexed_document';
import type { JsonValue } from '../../json';
import { isScalar, scalarText, type Field } from '../../mapping/field';
import { allowedEdits } from '../../patterns/edit_distance';
import { termScorer } from '../../scoring/term_scorer';
import { anyOf, booleanQuery } from '../compound/boolean_logic';
import { boundTerm } from '../leaf/term_query';
import { constantScore, MATCH_NONE, matchAll, type BindScope, type BoundQuery } from '../query_node';
import { illegalArgument } from '../parse_scope';
import { failedToCreate, isLenientError } from '../shard_error';
import { minimumShouldMatch } from './minimum_should_match';
import { fuzzyTest, prefixTest } from './pattern_test';
import { phraseFrequency, type PhraseWord } from './phrase_test';

/** Options the match family shares. */
export interface MatchOptions {
  readonly operator: 'or' | 'and';
  readonly minimumShouldMatch: string | undefined;
  readonly fuzziness: string | undefined;
  readonly prefixLength: number;
  readonly transpositions: boolean;
  readonly lenient: boolean;
  readonly zeroTerms: 'none' | 'all';
  readonly slop: number;
  readonly boost: number;
  /** Analyser asked for by the query, as tokens of a text. */
  readonly analyzer: ((text: string) => readonly { token: string; position: number }[]) | undefined;
}

export type MatchKind = 'match' | 'phrase' | 'phrase_prefix' | 'bool_prefix';

/** A match query of some kind on one field of an index. */
export function boundMatch(kind: MatchKind, name: string, value: JsonValue, options: MatchOptions, scope: BindScope): BoundQuery {
  const field = scope.mapping.resolve(name);
  if (!field) return MATCH_NONE;
  try {
    return field.family === 'text' ? matchText(kind, field, scalarValue(value), options, scope) : matchWhole(kind, field, value, options, scope);
  } catch (error) {
    if (options.lenient && isLenientError(error)) return MATCH_NONE;
    throw error;
  }
}

function scalarValue(value: JsonValue): string {
  return isScalar(value) ? scalarText(value) : '';
}

/** Fields that are not analysed: the whole text is one term. */
function matchWhole(kind: MatchKind, field: Field, value: JsonValue, options: MatchOptions, scope: BindScope): BoundQuery {
  const text = scalarValue(value);
  if (kind === 'bool_prefix') return constantScore(prefixTest(field, text, false, scope), options.boost);
  if (kind === 'phrase_prefix') {
    throw failedToCreate(scope, {
      type: 'illegal_argument_exception',
      reason: `Can only use phrase prefix queries on text fields - not on [${field.path}] which is of type [${field.type}]`,
    });
  }
  if (options.fuzziness !== undefined && kind === 'match') return fuzzyWord(field, text, options, scope);
  return boundTerm(field.path, value, { caseInsensitive: false, boost: options.boost }, scopeWith(field, scope));
}

/** A key of a flattened field resolves by its full name only. */
function scopeWith(field: Field, scope: BindScope): BindScope {
  if (field.flattenedKey === undefined) return scope;
  return { ...scope, mapping: { ...scope.mapping, resolve: () => field } };
}

function matchText(kind: MatchKind, field: Field, text: string, options: MatchOptions, scope: BindScope): BoundQuery {
  const tokens = (options.analyzer ?? field.searchAnalysis?.tokens)?.(text) ?? [];
  if (tokens.length === 0) return options.zeroTerms === 'all' ? matchAll(options.boost) : MATCH_NONE;
  if (kind === 'phrase' || kind === 'phrase_prefix') return phraseQuery(field, tokens, kind === 'phrase_prefix', options, scope);
  return wordQueries(kind, field, tokens.map(({ token }) => token), options, scope);
}

function wordQueries(kind: MatchKind, field: Field, words: readonly string[], options: MatchOptions, scope: BindScope): BoundQuery {
  const clauses = words.map((word, index) =>
    kind === 'bool_prefix' && index === words.length - 1
      ? constantScore(prefixTest(field, word, false, scope), options.boost)
      : wordClause(field, word, options, scope),
  );
  if (clauses.length === 1 && clauses[0]) return clauses[0];
  if (options.operator === 'and') return booleanQuery({ must: clauses, filter: [], should: [], mustNot: [], minimum: 0, boost: 1 });
  const minimum = options.minimumShouldMatch === undefined ? 1 : minimumShouldMatch(options.minimumShouldMatch, clauses.length);
  return minimum <= 1 ? anyOf(clauses) : booleanQuery({ must: [], filter: [], should: clauses, mustNot: [], minimum, boost: 1 });
}

function wordClause(field: Field, word: string, options: MatchOptions, scope: BindScope): BoundQuery {
  if (options.fuzziness !== undefined) return fuzzyWord(field, word, options, scope);
  return boundTerm(field.path, word, { caseInsensitive: false, boost: options.boost }, scope);
}

function fuzzyWord(field: Field, word: string, options: MatchOptions, scope: BindScope): BoundQuery {
  const maxEdits = allowedEdits(options.fuzziness ?? 'AUTO', word);
  if (maxEdits === undefined) throw illegalArgument(`Invalid fuzziness value: ${String(options.fuzziness)}`);
  const { prefixLength, transpositions } = options;
  return constantScore(fuzzyTest(field, word, { maxEdits, prefixLength, transpositions }, scope), options.boost);
}

/** Words at consecutive places (or within `slop` moves); with `lastIsPrefix` the last one may go on. */
export function phraseQuery(
  field: Field,
  tokens: readonly { readonly token: string; readonly position: number }[],
  lastIsPrefix: boolean,
  options: { readonly slop: number; readonly boost: number },
  scope: BindScope,
): BoundQuery {
  const first = tokens[0]?.position ?? 0;
  const words = tokens.map(({ token, position }, index): PhraseWord => {
    const open = lastIsPrefix && index === tokens.length - 1;
    return { position: position - first, matches: open ? (term) => term.startsWith(token) : (term) => term === token };
  });
  const scorer = termScorer(field, tokens.map(({ token }) => token), { boost: options.boost, statistics: scope.context.statistics });
  const frequency = (document: IndexedDocument): number => phraseFrequency(document, field, words, options.slop);
  return { matches: (document) => frequency(document) > 0, score: (document) => scorer(document, frequency(document)) };
}
