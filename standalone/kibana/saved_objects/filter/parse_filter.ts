import { badRequest } from '../saved_object_errors';
import type { FilterTree } from './filter_tree';

const OPERATORS = { '<=': 'lte', '>=': 'gte', '<': 'lt', '>': 'gt' } as const;
const MAX_DEPTH = 100;

interface Token {
  readonly kind: 'word' | 'quoted' | 'sign';
  readonly text: string;
}

/**
 * Reads the filter language of saved objects: `type.attributes.field: value`, `"phrase"`, `*`, `<` and the like, lists in brackets, `and`, `or`,
 * `not`. Throws a Boom 400 that says what was expected.
 */
export function parseFilter(text: string): FilterTree {
  const reader = new FilterReader(tokens(text), text);
  return reader.readAll();
}

function tokens(text: string): Token[] {
  const pattern = /\s+|"((?:[^"\\]|\\.)*)"|(<=|>=|[():<>])|((?:\\.|[^\s"():<>\\])+)/gy;
  const result: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) throw badRequest(`Unexpected ${JSON.stringify(text[at])} in the filter at ${at}: ${text}: Bad Request`);
    if (match[1] !== undefined) result.push({ kind: 'quoted', text: match[1].replace(/\\(.)/g, '$1') });
    else if (match[2] !== undefined) result.push({ kind: 'sign', text: match[2] });
    else if (match[3] !== undefined) result.push({ kind: 'word', text: match[3] });
  }
  return result;
}

class FilterReader {
  private position = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];
  private readonly text: string;

  constructor(all: readonly Token[], text: string) {
    this.tokens = all;
    this.text = text;
  }

  readAll(): FilterTree {
    const tree = this.readOr((reader) => reader.readCondition());
    if (this.position < this.tokens.length) this.refuse('the end');
    return tree;
  }

  /** or := and ("or" and)* */
  private readOr(readLeaf: (reader: FilterReader) => FilterTree): FilterTree {
    const children = [this.readAnd(readLeaf)];
    while (this.takeWord('or')) children.push(this.readAnd(readLeaf));
    return children.length === 1 && children[0] ? children[0] : { kind: 'or', children };
  }

  /** and := not ("and" not)* */
  private readAnd(readLeaf: (reader: FilterReader) => FilterTree): FilterTree {
    const children = [this.readNot(readLeaf)];
    while (this.takeWord('and')) children.push(this.readNot(readLeaf));
    return children.length === 1 && children[0] ? children[0] : { kind: 'and', children };
  }

  /** not := "not" not | "(" or ")" | leaf */
  private readNot(readLeaf: (reader: FilterReader) => FilterTree): FilterTree {
    if (++this.depth > MAX_DEPTH) throw badRequest(`The filter is nested deeper than ${MAX_DEPTH}: Bad Request`);
    try {
      if (this.takeWord('not')) return { kind: 'not', child: this.readNot(readLeaf) };
      if (!this.takeSign('(')) return readLeaf(this);
      const inner = this.readOr(readLeaf);
      if (!this.takeSign(')')) this.refuse('")"');
      return inner;
    } finally {
      this.depth -= 1;
    }
  }

  /** condition := field (":" value | operator value) */
  private readCondition(): FilterTree {
    const field = this.take();
    if (!field || field.kind === 'sign') return this.refuse('a field');
    const sign = this.take();
    const operator = sign?.kind === 'sign' ? sign.text : '';
    if (operator === ':') return this.readNot((reader) => reader.readValue(field.text));
    if (!(operator in OPERATORS)) return this.refuse('":", "<", "<=", ">" or ">="');
    const value = this.take();
    if (!value || value.kind === 'sign') return this.refuse('a value');
    return { kind: 'range', field: field.text, operator: OPERATORS[operator as keyof typeof OPERATORS], value: value.text };
  }

  private readValue(field: string): FilterTree {
    const value = this.take();
    if (!value || value.kind === 'sign') return this.refuse('a value');
    // An unquoted value goes on until the next sign or joining word.
    const words = [value.text];
    while (value.kind === 'word' && this.peekIsPlainWord()) words.push(this.take()?.text ?? '');
    return { kind: 'is', field, value: words.join(' '), isQuoted: value.kind === 'quoted' };
  }

  private peekIsPlainWord(): boolean {
    const next = this.tokens[this.position];
    return next?.kind === 'word' && !/^(?:and|or|not)$/i.test(next.text);
  }

  private take(): Token | undefined {
    return this.tokens[this.position++];
  }

  private takeWord(word: string): boolean {
    const next = this.tokens[this.position];
    const isWord = next?.kind === 'word' && next.text.toLowerCase() === word;
    if (isWord) this.position += 1;
    return isWord;
  }

  private takeSign(sign: string): boolean {
    const next = this.tokens[this.position];
    const isSign = next?.kind === 'sign' && next.text === sign;
    if (isSign) this.position += 1;
    return isSign;
  }

  private refuse(expected: string): never {
    const found = this.tokens[Math.max(0, this.position - 1)];
    throw badRequest(`Expected ${expected} but ${found ? JSON.stringify(found.text) : 'end of input'} found.\n${this.text}: Bad Request`);
  }
}
