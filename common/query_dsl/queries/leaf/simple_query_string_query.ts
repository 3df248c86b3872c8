import { isJsonArray, type JsonValue } from '../../json';
import { allowedEdits } from '../../patterns/edit_distance';
import { anyOf, bestOf, booleanQuery } from '../compound/boolean_logic';
import { fuzzyTest, prefixTest } from '../fields/pattern_test';
import { boundMatch, phraseQuery, type MatchOptions } from '../fields/text_match';
import { constantScore, MATCH_NONE, matchAll, type BindScope, type BoundQuery, type QueryNode } from '../query_node';
import { booleanOption, boostOf, objectBody, textOption, type ParseScope } from '../parse_scope';
import { isLenientError } from '../shard_error';
import { minimumShouldMatch } from '../fields/minimum_should_match';
import { expandFields, isAllFields, parseWeightedField, type WeightedField } from './field_list';
import { matchOptions, operatorOf } from './match_queries';

const OPTIONS = [
  'query', 'fields', 'default_operator', 'analyzer', 'flags', 'lenient', 'analyze_wildcard', 'minimum_should_match', 'quote_field_suffix', 'boost', '_name',
  'auto_generate_synonyms_phrase_query', 'fuzzy_prefix_length', 'fuzzy_max_expansions', 'fuzzy_transpositions',
];

/** One operand of the simple syntax. */
type SimpleNode =
  | { readonly kind: 'word' | 'phrase' | 'prefix' | 'fuzzy'; readonly text: string; readonly amount: number | undefined }
  | { readonly kind: 'group'; readonly node: SimpleList }
  | { readonly kind: 'not'; readonly node: SimpleNode };

/** Operands joined by one operator after the other, as Lucene's SimpleQueryParser joins them. */
interface SimpleList {
  readonly operator: 'or' | 'and';
  readonly items: readonly SimpleNode[];
}

const MAX_DEPTH = 200;

/** `{ simple_query_string: { query, fields, default_operator, … } }`: never refuses the text of a query. */
export function parseSimpleQueryString(body: JsonValue, scope: ParseScope): QueryNode {
  const object = objectBody('simple_query_string', body, scope);
  for (const key of Object.keys(object)) {
    if (!OPTIONS.includes(key)) throw scope.at(key).error(`[simple_query_string] unsupported field [${key}]`);
  }
  const query = textOption(object, 'query');
  if (query === undefined) throw scope.error('[simple_query_string] query text missing', 'last');
  const fields = isJsonArray(object.fields) ? object.fields.map((field) => parseWeightedField(String(field))) : [];
  const operator = operatorOf(object, 'default_operator');
  const options = { ...matchOptions({ ...object, boost: 1 }), operator, lenient: object.lenient === undefined ? isAllFields(fields) : booleanOption(object, 'lenient', false) };
  const boost = boostOf(object);
  const tree = new SimpleParser(query, operator).parse();
  return {
    bind: (bind) => {
      const bound = tree ? new SimpleBuilder(fields, options, bind).list(tree) : MATCH_NONE;
      return boost === 1 ? bound : { ...bound, score: (document) => bound.score(document) * boost };
    },
  };
}

/** Grammar: `+` and, `|` or, `-` not, `"…"~n` phrase, `word*` prefix, `word~n` fuzzy, `( )`; anything odd is skipped. */
class SimpleParser {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly defaultOperator: 'or' | 'and',
  ) {}

  parse(): SimpleList | undefined {
    return this.list(0);
  }

  private list(depth: number): SimpleList | undefined {
    let result: SimpleList | undefined;
    let operator: 'or' | 'and' | undefined;
    let negated = false;
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (character === ')' && depth > 0) break;
      if (/\s/.test(character) || character === ')') this.at += 1;
      else if (character === '+') [operator, this.at] = ['and', this.at + 1];
      else if (character === '|') [operator, this.at] = ['or', this.at + 1];
      else if (character === '-') [negated, this.at] = [!negated, this.at + 1];
      else {
        const item = this.operand(character, depth);
        if (item) result = join(result, operator ?? this.defaultOperator, negated ? { kind: 'not', node: item } : item);
        operator = undefined;
        negated = false;
      }
    }
    return result;
  }

  private operand(character: string, depth: number): SimpleNode | undefined {
    if (character === '(' && depth < MAX_DEPTH) return this.group(depth);
    if (character === '"') return this.phrase();
    return this.word();
  }

  private group(depth: number): SimpleNode | undefined {
    this.at += 1;
    const node = this.list(depth + 1);
    if (this.text.charAt(this.at) === ')') this.at += 1;
    return node && { kind: 'group', node };
  }

  private phrase(): SimpleNode | undefined {
    const end = this.text.indexOf('"', this.at + 1);
    if (end < 0) {
      this.at += 1;
      return undefined;
    }
    const text = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return { kind: 'phrase', text, amount: this.tilde() };
  }

  private tilde(): number | undefined {
    const found = /^~(\d*)/.exec(this.text.slice(this.at, this.at + 8));
    if (!found) return undefined;
    this.at += found[0].length;
    return found[1] === '' ? undefined : Number(found[1]);
  }

  private word(): SimpleNode | undefined {
    let text = '';
    while (this.at < this.text.length && !/[\s"+|()]/.test(this.text.charAt(this.at))) {
      const character = this.text.charAt(this.at);
      if (character === '\\') this.at += 1;
      else if (character === '~' && text !== '') return this.fuzzy(text);
      text += this.text.charAt(this.at);
      this.at += 1;
    }
    if (text === '') {
      this.at += 1;
      return undefined;
    }
    if (text.length > 1 && text.endsWith('*')) return { kind: 'prefix', text: text.slice(0, -1), amount: undefined };
    return { kind: 'word', text, amount: undefined };
  }

  private fuzzy(text: string): SimpleNode {
    const amount = this.tilde();
    return { kind: 'fuzzy', text, amount: Math.min(amount ?? 2, 2) };
  }
}

/** A change of operator makes everything so far one operand of the new one. */
function join(before: SimpleList | undefined, operator: 'or' | 'and', item: SimpleNode): SimpleList {
  if (!before) return { operator, items: [item] };
  if (before.items.length === 1 || before.operator === operator) return { operator, items: [...before.items, item] };
  return { operator, items: [{ kind: 'group', node: before }, item] };
}

class SimpleBuilder {
  constructor(
    private readonly fields: readonly WeightedField[],
    private readonly options: MatchOptions,
    private readonly scope: BindScope,
  ) {}

  list(list: SimpleList): BoundQuery {
    const clauses = list.items.map((item) => this.item(item));
    if (list.operator === 'and') return booleanQuery({ must: clauses, filter: [], should: [], mustNot: [], minimum: 0, boost: 1 });
    const { minimumShouldMatch: wanted } = this.options;
    const minimum = wanted === undefined ? 1 : minimumShouldMatch(wanted, clauses.length);
    return minimum <= 1 ? anyOf(clauses) : booleanQuery({ must: [], filter: [], should: clauses, mustNot: [], minimum, boost: 1 });
  }

  private item(item: SimpleNode): BoundQuery {
    if (item.kind === 'group') return this.list(item.node);
    if (item.kind === 'not') {
      return booleanQuery({ must: [matchAll(1)], filter: [], should: [], mustNot: [this.item(item.node)], minimum: 0, boost: 1 });
    }
    const clauses = expandFields(this.fields, this.scope.mapping).map(({ name, boost }) => this.onField(item, name, boost));
    return clauses.length === 1 && clauses[0] ? clauses[0] : bestOf(clauses, 1, 1);
  }

  private onField(item: Extract<SimpleNode, { text: string }>, name: string, boost: number): BoundQuery {
    try {
      return this.strictOnField(item, name, boost);
    } catch (error) {
      if (this.options.lenient && isLenientError(error)) return MATCH_NONE;
      throw error;
    }
  }

  private strictOnField(item: Extract<SimpleNode, { text: string }>, name: string, boost: number): BoundQuery {
    const field = this.scope.mapping.resolve(name);
    if (!field) return MATCH_NONE;
    const normalize = (text: string): string => (field.family === 'text' ? (field.searchAnalysis?.normalize(text) ?? text) : text);
    switch (item.kind) {
      case 'word':
        return boundMatch('match', name, item.text, { ...this.options, minimumShouldMatch: undefined, boost }, this.scope);
      case 'prefix':
        return constantScore(prefixTest(field, normalize(item.text), false, this.scope), boost);
      case 'fuzzy': {
        const maxEdits = allowedEdits(String(item.amount ?? 2), item.text) ?? 2;
        return constantScore(fuzzyTest(field, normalize(item.text), { maxEdits, prefixLength: 0, transpositions: true }, this.scope), boost);
      }
      case 'phrase': {
        if (field.family !== 'text') return boundMatch('phrase', name, item.text, { ...this.options, boost }, this.scope);
        const tokens = field.searchAnalysis?.tokens(item.text) ?? [];
        return tokens.length === 0 ? MATCH_NONE : phraseQuery(field, tokens, false, { slop: item.amount ?? 0, boost }, this.scope);
      }
    }
  }
}
