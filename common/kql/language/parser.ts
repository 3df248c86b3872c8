/* The whole grammar of KQL stands in this file: one method for each production. */
import { span, type Location } from '../../eql/source/index';
import { WILDCARD_SYMBOL, type KqlNode, type KqlOperand, type RangeOperator } from './ast';
import { isBlank, readLiteral, readOperator, skipBlanks } from './lexical';
import { KqlSyntaxError, kqlPosition } from './syntax_error';

/** Options of `parse`. */
export interface KqlParseOptions {
  /** False refuses values that begin with `*` and are more than one `*`. Default true, as rules have it. */
  readonly allowLeadingWildcards?: boolean;
}

/** Brackets deeper than this are refused; Kibana's own parser does not get past ten or so. */
export const MAX_DEPTH = 300;

const LEADING_WILDCARD = 'Leading wildcards are disabled. See query:allowLeadingWildcards in Advanced Settings.';

const OPERATORS: readonly (readonly [string, RangeOperator])[] = [['<=', 'lte'], ['>=', 'gte'], ['<', 'lt'], ['>', 'gt']];

/**
 * Parses a KQL query as Kibana 8.12 does: same trees, same errors, but in time linear in the text.
 * Throws KqlSyntaxError with what was expected at the furthest place reached.
 */
export function parse(text: string, options: KqlParseOptions = {}): KqlNode {
  return new KqlParser(text, options.allowLeadingWildcards ?? true).parse();
}

/** A value of a list, to be joined with the field before the colon. */
type Partial = (field: KqlOperand) => KqlNode;

/**
 * A parser of the kind Kibana's grammar describes: ordered alternatives that report what they wanted. Whatever begins with a
 * bracket has only one alternative, so nothing nested is ever read twice.
 */
class KqlParser {
  private at = 0;
  private depth = 0;
  private furthest = 0;
  private expected = new Set<string>();

  constructor(
    private readonly text: string,
    private readonly allowLeadingWildcards: boolean,
  ) {}

  /** start = Space* OrQuery? Space* end */
  parse(): KqlNode {
    this.blanks();
    const query = this.orQuery();
    this.blanks();
    if (this.at < this.text.length) {
      this.wanted('end of input');
      throw this.failure();
    }
    return query ?? matchAll(this.text.length);
  }

  private wanted(what: string): undefined {
    if (this.at > this.furthest) {
      this.furthest = this.at;
      this.expected = new Set();
    }
    if (this.at === this.furthest) this.expected.add(what);
    return undefined;
  }

  private failure(): KqlSyntaxError {
    const found = this.furthest < this.text.length ? this.text.charAt(this.furthest) : null;
    const expected = [...this.expected].sort();
    const reason = `Expected ${expected.join(', ')} but ${found === null ? 'end of input' : `"${found}"`} found.`;
    return this.errorAt(reason, this.furthest, found, expected);
  }

  private errorAt(reason: string, offset: number, found: string | null, expected: readonly string[]): KqlSyntaxError {
    const end = kqlPosition(this.text, offset + (found === null ? 0 : 1));
    return new KqlSyntaxError(reason, kqlPosition(this.text, offset), end, found, expected, this.text);
  }

  /** Space* */
  private blanks(): void {
    this.at = skipBlanks(this.text, this.at);
    this.wanted('whitespace');
  }

  private symbol(symbol: string): boolean {
    if (!this.text.startsWith(symbol, this.at)) {
      this.wanted(`"${symbol}"`);
      return false;
    }
    this.at += symbol.length;
    return true;
  }

  /** Or = Space+ "or" Space+; And likewise. */
  private connective(word: 'or' | 'and'): boolean {
    const blank = isBlank(this.text.charAt(this.at));
    const end = blank ? readOperator(this.text, skipBlanks(this.text, this.at), word) : undefined;
    if (end === undefined) {
      this.wanted(word.toUpperCase());
      return false;
    }
    this.at = end;
    return true;
  }

  /** Not = "not" Space+ */
  private negation(): boolean {
    const end = readOperator(this.text, this.at, 'not');
    if (end === undefined) {
      this.wanted('NOT');
      return false;
    }
    this.at = end;
    return true;
  }

  /** Or/And chains: one operand, then connective and operand as long as both are there. */
  private chain<Item>(word: 'or' | 'and', operand: () => Item | undefined, join: (items: Item[]) => Item): Item | undefined {
    const first = operand();
    if (first === undefined) return undefined;
    const items = [first];
    for (;;) {
      const before = this.at;
      const next = this.connective(word) ? operand() : undefined;
      if (next === undefined) {
        this.at = before;
        return items.length === 1 ? first : join(items);
      }
      items.push(next);
    }
  }

  /** OrQuery = AndQuery (Or AndQuery)*; AndQuery = NotQuery (And NotQuery)* */
  private orQuery(): KqlNode | undefined {
    return this.chain('or', () => this.andQuery(), (children) => joined('or', children));
  }

  private andQuery(): KqlNode | undefined {
    return this.chain('and', () => this.notQuery(), (children) => joined('and', children));
  }

  /** NotQuery = Not SubQuery / SubQuery */
  private notQuery(): KqlNode | undefined {
    const start = this.at;
    if (this.negation()) {
      const child = this.subQuery();
      if (child) return { kind: 'not', child, location: { start, end: child.location.end } };
      this.at = start;
    }
    return this.subQuery();
  }

  /** SubQuery = "(" Space* OrQuery Space* ")" / NestedQuery */
  private subQuery(): KqlNode | undefined {
    const start = this.at;
    if (!this.symbol('(')) return this.fieldQuery();
    return this.bracketed(start, ')', () => this.orQuery());
  }

  /** The inside of a bracket; gives what it holds, or fails back to `start`. */
  private bracketed<Item>(start: number, close: string, inside: () => Item | undefined): Item | undefined {
    this.enter();
    this.blanks();
    const inner = inside();
    if (inner !== undefined) this.blanks();
    const closed = inner !== undefined && this.symbol(close);
    this.depth -= 1;
    if (closed) return inner;
    this.at = start;
    return undefined;
  }

  private enter(): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw this.errorAt(`Brackets are nested more than ${MAX_DEPTH} deep.`, this.at, null, []);
  }

  /**
   * NestedQuery = Field Space* ":" Space* "{" Space* OrQuery Space* "}" / Expression;
   * Expression = Field Space* RangeOperator Space* Literal / Field Space* ":" Space* ListOfValues / Value
   */
  private fieldQuery(): KqlNode | undefined {
    const start = this.at;
    const field = this.literal('field name');
    if (field) {
      this.blanks();
      const afterField = this.at;
      const query = this.symbol(':') ? this.afterColon(field) : undefined;
      if (query) return query;
      this.at = afterField;
      const range = this.range(field);
      if (range) return range;
      this.at = start;
    }
    return this.bareValue();
  }

  private afterColon(field: KqlOperand): KqlNode | undefined {
    this.blanks();
    const start = this.at;
    if (this.symbol('{')) {
      const child = this.bracketed(start, '}', () => this.orQuery());
      return child && { kind: 'nested', path: field, child, location: { start: field.location.start, end: this.at } };
    }
    return this.listOfValues()?.(field);
  }

  private range(field: KqlOperand): KqlNode | undefined {
    const found = OPERATORS.find(([symbol]) => this.symbol(symbol));
    if (!found) return undefined;
    this.blanks();
    const value = this.literal('literal');
    return value && { kind: 'range', field, operator: found[1], value, location: span(field.location, value.location) };
  }

  private bareValue(): KqlNode | undefined {
    const value = this.value();
    if (!value) return undefined;
    const field: KqlOperand = { type: 'literal', value: null, isQuoted: false, location: { start: value.location.start, end: value.location.start } };
    return { kind: 'is', field, value, location: value.location };
  }

  private literal(name: string): KqlOperand | undefined {
    const read = readLiteral(this.text, this.at);
    if (!read) return this.wanted(name);
    this.at = read.end;
    return read.operand;
  }

  /** Value = QuotedString / UnquotedLiteral */
  private value(): KqlOperand | undefined {
    const start = this.at;
    const value = this.literal('value');
    if (value && !this.allowLeadingWildcards && hasLeadingWildcard(value)) throw this.errorAt(LEADING_WILDCARD, start, null, []);
    return value;
  }

  /** ListOfValues = "(" Space* OrListOfValues Space* ")" / Value */
  private listOfValues(): Partial | undefined {
    const start = this.at;
    if (this.symbol('(')) {
      const list = this.bracketed(start, ')', () => this.orList());
      const end = this.at;
      return list && ((field) => relocated(list(field), field, end));
    }
    const value = this.value();
    return value && ((field) => ({ kind: 'is', field, value, location: valueLocation(field, value) }));
  }

  /** OrListOfValues = AndListOfValues (Or AndListOfValues)*; AndListOfValues = NotListOfValues (And NotListOfValues)* */
  private orList(): Partial | undefined {
    return this.chain('or', () => this.andList(), (items) => (field) => joined('or', items.map((item) => item(field))));
  }

  private andList(): Partial | undefined {
    return this.chain('and', () => this.notList(), (items) => (field) => joined('and', items.map((item) => item(field))));
  }

  /** NotListOfValues = Not ListOfValues / ListOfValues */
  private notList(): Partial | undefined {
    const start = this.at;
    if (this.negation()) {
      const list = this.listOfValues();
      if (list) {
        return (field) => {
          const child = list(field);
          return { kind: 'not', child, location: { start, end: child.location.end } };
        };
      }
      this.at = start;
    }
    return this.listOfValues();
  }
}

/** A list's values are written once for the field, so each clause is located at its value. */
function valueLocation(field: KqlOperand, value: KqlOperand): Location {
  return { start: Math.min(field.location.start, value.location.start), end: value.location.end };
}

function relocated(node: KqlNode, field: KqlOperand, end: number): KqlNode {
  return { ...node, location: { start: field.location.start, end } };
}

function joined(kind: 'or' | 'and', children: readonly KqlNode[]): KqlNode {
  const starts = children.map((child) => child.location.start);
  const ends = children.map((child) => child.location.end);
  return { kind, children, location: { start: Math.min(...starts), end: Math.max(...ends) } };
}

function hasLeadingWildcard(value: KqlOperand): boolean {
  return value.type === 'wildcard' && value.value.startsWith(WILDCARD_SYMBOL) && value.value.length > WILDCARD_SYMBOL.length;
}

function matchAll(end: number): KqlNode {
  const everything: KqlOperand = { type: 'wildcard', value: WILDCARD_SYMBOL, location: { start: 0, end } };
  return { kind: 'is', field: everything, value: everything, location: { start: 0, end } };
}
