import { KqlError } from './kql_tree';
import type { KqlTree, KqlValue, RangeOperator } from './kql_tree';

const maxDepth = 100;
const plainEscapes: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };
const rangeOperators: Readonly<Record<string, RangeOperator>> = { '>=': 'gte', '<=': 'lte', '>': 'gt', '<': 'lt' };
const blank = /[ \t\r\n\u00a0]/;
const unquotedEnd = /[():<>"{}]/;

/** Reads Kibana's KQL by recursive descent (rules: `../shared/kql/README.md`). Nested groups (`field:{ … }`) are refused. */
class Reader {
  private at = 0;
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  readAll(): KqlTree {
    this.skipBlanks();
    if (this.at === this.text.length) return { kind: 'everything' };
    const tree = this.readChain('or', undefined, false);
    return this.at === this.text.length ? tree : this.fail('AND, OR, end of input, whitespace');
  }

  /** or := and ('or' and)*; and := not ('and' not)*. In a value group `field` is what the values are compared with. */
  private readChain(word: 'or' | 'and', field: KqlValue | undefined, inValues: boolean): KqlTree {
    const next = (): KqlTree => (word === 'or' ? this.readChain('and', field, inValues) : this.readNot(field, inValues));
    const first = next();
    const children = [first];
    while (this.takeWord(word)) children.push(next());
    return children.length === 1 ? first : { kind: word, children };
  }

  private readNot(field: KqlValue | undefined, inValues: boolean): KqlTree {
    return this.takeWord('not') ? { kind: 'not', child: this.readTerm(field, inValues) } : this.readTerm(field, inValues);
  }

  private readTerm(field: KqlValue | undefined, inValues: boolean): KqlTree {
    this.skipBlanks();
    if (this.peek() === '(') return this.readGroup(field, inValues);
    const value = this.readValue();
    this.skipBlanks();
    if (inValues) return { kind: 'is', field, value };
    const operator = Object.keys(rangeOperators).find((symbol) => this.text.startsWith(symbol, this.at));
    if (operator !== undefined) {
      this.at += operator.length;
      this.skipBlanks();
      return { kind: 'range', field: value, operator: rangeOperators[operator] ?? 'gt', value: this.readValue() };
    }
    if (this.peek() !== ':') return { kind: 'is', field: undefined, value };
    this.at += 1;
    this.skipBlanks();
    if (this.peek() === '{') throw new KqlError('nested groups of KQL are not implemented by the embedded detection engine');
    return this.peek() === '(' ? this.readGroup(value, true) : { kind: 'is', field: value, value: this.readValue() };
  }

  private readGroup(field: KqlValue | undefined, inValues: boolean): KqlTree {
    this.depth += 1;
    if (this.depth > maxDepth) throw new KqlError(`more than ${maxDepth} brackets are nested`);
    this.at += 1;
    const tree = this.readChain('or', field, inValues);
    this.skipBlanks();
    if (this.peek() !== ')') this.fail('")", AND, OR, whitespace');
    this.at += 1;
    this.depth -= 1;
    this.skipBlanks();
    return tree;
  }

  private readValue(): KqlValue {
    return this.peek() === '"' ? this.readQuoted() : this.readUnquoted();
  }

  private readQuoted(): KqlValue {
    const start = this.at;
    let text = '';
    this.at += 1;
    while (this.peek() !== '"') {
      if (this.at >= this.text.length) {
        this.at = start;
        this.fail('"(", NOT, value, whitespace');
      }
      text += this.peek() === '\\' ? this.readEscape('"\\') : this.take();
    }
    this.at += 1;
    return { quoted: true, parts: [text] };
  }

  private readUnquoted(): KqlValue {
    const parts: string[] = [];
    let part = '';
    while (this.at < this.text.length && !unquotedEnd.test(this.peek()) && !this.beforeOperator()) {
      if (this.peek() === '\\') part += this.readEscape('\\():<>"*{}');
      else if (this.peek() === '*') {
        parts.push(part);
        part = '';
        this.at += 1;
      } else part += this.take();
    }
    parts.push(part);
    parts[parts.length - 1] = (parts.at(-1) ?? '').trimEnd();
    if (parts.length === 1 && parts[0] === '') this.fail('"(", NOT, value, whitespace');
    return { quoted: false, parts };
  }

  private readEscape(allowed: string): string {
    const [whole, unicode, word, single] = /^\\(?:u([0-9a-fA-F]{4})|(or|and|not)|(.))/i.exec(this.text.slice(this.at, this.at + 6)) ?? [];
    if (unicode === undefined && word !== undefined && allowed.includes('*')) return this.skip(whole, word);
    const character = unicode === undefined ? (single ?? word?.charAt(0) ?? '') : String.fromCharCode(Number.parseInt(unicode, 16));
    if (unicode !== undefined) return this.skip(whole, character);
    const meant = plainEscapes[character] ?? (character !== '' && allowed.includes(character) ? character : undefined);
    return meant === undefined ? this.fail('an escape sequence') : this.skip(`\\${character}`, meant);
  }

  private skip(source: string | undefined, meant: string): string {
    this.at += source?.length ?? 0;
    return meant;
  }

  /** Whether blanks and an operator word with a blank behind it come next: there an unquoted value ends. */
  private beforeOperator(): boolean {
    if (!blank.test(this.peek())) return false;
    let next = this.at;
    while (blank.test(this.text.charAt(next))) next += 1;
    return /^(?:or|and)[ \t\r\n\u00a0]/i.test(this.text.slice(next, next + 4));
  }

  private takeWord(word: string): boolean {
    this.skipBlanks();
    const follows = this.text.slice(this.at, this.at + word.length).toLowerCase() === word && blank.test(this.text.charAt(this.at + word.length));
    if (follows) this.at += word.length + 1;
    return follows;
  }

  private skipBlanks(): void {
    while (blank.test(this.peek())) this.at += 1;
  }

  private peek(): string {
    return this.text.charAt(this.at);
  }

  private take(): string {
    this.at += 1;
    return this.text.charAt(this.at - 1);
  }

  private fail(expected: string): never {
    const found = this.at < this.text.length ? `"${this.peek()}"` : 'end of input';
    throw new KqlError(`Expected ${expected} but ${found} found.\n${this.text}\n${'-'.repeat(this.at)}^`);
  }
}

/** The expression of a KQL text; throws KqlError that shows the place of the mistake. */
export function parseKql(text: string): KqlTree {
  return new Reader(text).readAll();
}
