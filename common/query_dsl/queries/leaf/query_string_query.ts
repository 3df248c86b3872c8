import { isJsonArray, type JsonObject, type JsonValue } from '../../json';
import { allowedEdits } from '../../patterns/edit_distance';
import type { Field } from '../../mapping/field';
import { bestOf, booleanQuery } from '../compound/boolean_logic';
import { existsTest } from '../fields/exists_test';
import { fuzzyTest, prefixTest, regexpTest, wildcardTest } from '../fields/pattern_test';
import { boundMatch, phraseQuery, type MatchOptions } from '../fields/text_match';
import { LuceneSyntaxError } from '../lucene/lucene_lexer';
import { parseLucene } from '../lucene/lucene_parser';
import type { LuceneNode } from '../lucene/lucene_tree';
import { constantScore, MATCH_NONE, matchAll, type BindScope, type BoundQuery, type DocumentTest, type QueryNode } from '../query_node';
import { booleanOption, boostOf, illegalArgument, numberOption, objectBody, textOption, type ParseScope } from '../parse_scope';
import { isLenientError, shardError } from '../shard_error';
import { expandFields, isAllFields, parseWeightedField, type WeightedField } from './field_list';
import { matchOptions, operatorOf } from './match_queries';
import { boundRange } from './range_query';

const OPTIONS = [
  'query', 'default_field', 'fields', 'default_operator', 'analyzer', 'quote_analyzer', 'allow_leading_wildcard', 'enable_position_increments', 'fuzzy_max_expansions',
  'fuzzy_prefix_length', 'fuzziness', 'fuzzy_rewrite', 'phrase_slop', 'boost', 'tie_breaker', 'analyze_wildcard', 'rewrite', 'minimum_should_match',
  'quote_field_suffix', 'lenient', 'max_determinized_states', 'time_zone', '_name', 'type', 'auto_generate_synonyms_phrase_query',
  'fuzzy_transpositions', 'escape',
];

interface Settings {
  readonly query: string;
  readonly fields: readonly WeightedField[];
  readonly defaultOperator: 'or' | 'and';
  readonly lenient: boolean;
  readonly allowLeadingWildcard: boolean;
  readonly phraseSlop: number;
  readonly fuzzyPrefixLength: number;
  readonly timeZone: string | undefined;
  readonly boost: number;
  readonly tieBreaker: number;
  readonly match: MatchOptions;
  readonly isPhraseType: boolean;
}

/** `{ query_string: { query, fields | default_field, default_operator, analyze_wildcard, lenient, … } }` */
export function parseQueryString(body: JsonValue, scope: ParseScope): QueryNode {
  const object = objectBody('query_string', body, scope);
  for (const key of Object.keys(object)) {
    if (!OPTIONS.includes(key)) throw scope.at(key).error(`[query_string] query does not support [${key}]`);
  }
  const query = textOption(object, 'query');
  if (query === undefined) throw scope.error('[query_string] must be provided with a [query]', 'last');
  const settings = readSettings(query, object);
  return { bind: (bind) => bindQueryString(settings, bind) };
}

function readSettings(query: string, object: JsonObject): Settings {
  const defaultField = textOption(object, 'default_field');
  if (object.fields !== undefined && defaultField !== undefined) throw illegalArgument('addition of [query_string] fields and default_field is not allowed');
  const fields = isJsonArray(object.fields) ? object.fields.map((field) => parseWeightedField(String(field))) : [];
  const list = defaultField === undefined ? fields : [parseWeightedField(defaultField)];
  const type = (textOption(object, 'type') ?? 'best_fields').toLowerCase();
  const { type: _type, analyzer: _analyzer, fuzziness: _fuzziness, ...matchable } = object;
  return {
    query,
    fields: list,
    defaultOperator: operatorOf(object, 'default_operator'),
    lenient: object.lenient === undefined ? isAllFields(list) : booleanOption(object, 'lenient', false),
    allowLeadingWildcard: booleanOption(object, 'allow_leading_wildcard', true),
    phraseSlop: numberOption(object, 'phrase_slop', 0),
    fuzzyPrefixLength: numberOption(object, 'fuzzy_prefix_length', 0),
    timeZone: textOption(object, 'time_zone'),
    boost: boostOf(object),
    tieBreaker: numberOption(object, 'tie_breaker', 0),
    match: { ...matchOptions({ ...matchable, boost: 1 }), minimumShouldMatch: textOption(object, 'minimum_should_match'), operator: operatorOf(object, 'default_operator') },
    isPhraseType: type === 'phrase',
  };
}

function bindQueryString(settings: Settings, scope: BindScope): BoundQuery {
  if (settings.query.trim() === '') return MATCH_NONE;
  const tree = parseOrRefuse(settings, scope);
  const bound = new Builder(settings, scope).build(tree);
  return settings.boost === 1 ? bound : { ...bound, score: (document) => bound.score(document) * settings.boost };
}

function parseOrRefuse(settings: Settings, scope: BindScope): LuceneNode {
  try {
    return parseLucene(settings.query, settings.defaultOperator);
  } catch (error) {
    if (!(error instanceof LuceneSyntaxError)) throw error;
    const reason = error.message;
    throw shardError(scope, `Failed to parse query [${settings.query}]`, {
      type: 'parse_exception',
      reason: `Cannot parse '${settings.query}': ${reason}`,
      causedBy: { type: 'parse_exception', reason },
    });
  }
}

/** Turns the tree into clauses on the fields of one index. */
class Builder {
  constructor(
    private readonly settings: Settings,
    private readonly scope: BindScope,
  ) {}

  build(node: LuceneNode): BoundQuery {
    const bound = node.kind === 'boolean' ? this.boolean(node) : this.leaf(node);
    return node.boost === 1 ? bound : { ...bound, score: (document) => bound.score(document) * node.boost };
  }

  private boolean(node: Extract<LuceneNode, { kind: 'boolean' }>): BoundQuery {
    const pick = (occur: string): BoundQuery[] => node.clauses.filter((clause) => clause.occur === occur).map((clause) => this.build(clause.node));
    const must = pick('must');
    const should = pick('should');
    const minimum = must.length === 0 && should.length > 0 ? 1 : 0;
    return booleanQuery({ must, filter: [], should, mustNot: pick('must_not'), minimum, boost: 1 });
  }

  private leaf(node: Exclude<LuceneNode, { kind: 'boolean' }>): BoundQuery {
    if (node.field === '_exists_' && node.kind !== 'range') return constantScore(existsTest(node.text, this.scope), 1);
    if (node.kind === 'wildcard' && node.text === '*' && (node.field === '*' || (node.field === undefined && this.matchesEverything()))) return matchAll(1);
    const clauses = this.fieldsOf(node.field).map(({ name, boost }) => this.weighted(this.lenient(() => this.onField(node, name)), boost));
    return clauses.length === 1 && clauses[0] ? clauses[0] : bestOf(clauses, this.settings.tieBreaker, 1);
  }

  private matchesEverything(): boolean {
    return this.settings.fields.some((field) => field.name === '*');
  }

  private fieldsOf(field: string | undefined): readonly WeightedField[] {
    if (field === undefined) return expandFields(this.settings.fields, this.scope.mapping);
    return expandFields([{ name: field, boost: 1 }], this.scope.mapping);
  }

  private weighted(query: BoundQuery, boost: number): BoundQuery {
    return boost === 1 ? query : { ...query, score: (document) => query.score(document) * boost };
  }

  private lenient(build: () => BoundQuery): BoundQuery {
    try {
      return build();
    } catch (error) {
      if (this.settings.lenient && isLenientError(error)) return MATCH_NONE;
      throw error;
    }
  }

  private onField(node: Exclude<LuceneNode, { kind: 'boolean' }>, name: string): BoundQuery {
    const { scope, settings } = this;
    const field = scope.mapping.resolve(name);
    if (!field) return MATCH_NONE;
    switch (node.kind) {
      case 'term':
        return this.term(name, node.text);
      case 'phrase':
        return this.phrase(field, name, node.text, node.slop ?? settings.phraseSlop);
      case 'prefix':
        return this.constant(prefixTest(field, normalized(field, node.text), false, scope));
      case 'wildcard':
        if (node.text === '*') return this.constant(existsTest(name, scope));
        return this.wildcard(field, node.text);
      case 'regexp':
        return this.constant(regexpTest(field, node.text, false, scope));
      case 'fuzzy':
        return this.fuzzy(field, node.text, node.fuzziness);
      case 'range':
        return boundRange(name, { ...node, timeZone: settings.timeZone, relation: 'intersects' }, 1, scope);
    }
  }

  private constant(test: DocumentTest): BoundQuery {
    return constantScore(test, 1);
  }

  private term(name: string, text: string): BoundQuery {
    return boundMatch(this.settings.isPhraseType ? 'phrase' : 'match', name, text, { ...this.settings.match, zeroTerms: 'none' }, this.scope);
  }

  private phrase(field: Field, name: string, text: string, slop: number): BoundQuery {
    if (field.family !== 'text') return boundMatch('phrase', name, text, this.settings.match, this.scope);
    const tokens = field.searchAnalysis?.tokens(text) ?? [];
    return tokens.length === 0 ? MATCH_NONE : phraseQuery(field, tokens, false, { slop, boost: 1 }, this.scope);
  }

  private wildcard(field: Field, pattern: string): BoundQuery {
    if (!this.settings.allowLeadingWildcard && /^[*?]/.test(pattern)) {
      throw shardError(this.scope, `Failed to parse query [${this.settings.query}]`, {
        type: 'parse_exception',
        reason: `Cannot parse '${this.settings.query}': '*' or '?' not allowed as first character in WildcardQuery`,
      });
    }
    return this.constant(wildcardTest(field, pattern, { caseInsensitive: false, normalizeText: true }, this.scope));
  }

  private fuzzy(field: Field, text: string, fuzziness: string): BoundQuery {
    const term = normalized(field, text);
    const maxEdits = allowedEdits(fuzziness, term) ?? 2;
    return this.constant(fuzzyTest(field, term, { maxEdits, prefixLength: this.settings.fuzzyPrefixLength, transpositions: this.settings.match.transpositions }, this.scope));
  }
}

function normalized(field: Field, text: string): string {
  return field.family === 'text' ? (field.searchAnalysis?.normalize(text) ?? text) : text;
}
