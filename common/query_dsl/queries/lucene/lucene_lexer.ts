/** Tokens of Lucene's classic query syntax. */
export type LuceneToken =
  | { readonly kind: 'and' | 'or' | 'not' | '+' | '-' | '(' | ')' | ':' | '*' | '^' | 'to' | 'end'; readonly text: string; readonly at: number }
  | { readonly kind: 'bareoper' | 'term' | 'prefix' | 'wildcard' | 'regexp' | 'quoted' | 'fuzzy'; readonly text: string; readonly at: number }
  | { readonly kind: '[' | '{' | ']' | '}' | 'goop'; readonly text: string; readonly at: number };

/** A text the syntax does not take; `at` is the offset (from 0), `encountered` the token found there. */
export class LuceneSyntaxError extends Error {
  constructor(
    message: string,
    readonly at: number,
    readonly encountered: string,
  ) {
    super(message);
  }
}

const BLANK = /[ \t\n\r\u3000]/;
const TERM_STOP = /[ \t\n\r\u3000+\-!():^[\]"{}~*?\\/]/;
const TERM_BODY_STOP = /[ \t\n\r\u3000!():^[\]"{}~*?\\/]/;

/** Splits a query into tokens. Throws LuceneSyntaxError for an open quote, regular expression or trailing backslash. */
export function luceneTokens(text: string): LuceneToken[] {
  return new Lexer(text).run();
}

class Lexer {
  private at = 0;
  private readonly tokens: LuceneToken[] = [];
  private inRange = false;

  constructor(private readonly text: string) {}

  run(): LuceneToken[] {
    for (;;) {
      while (this.at < this.text.length && BLANK.test(this.text.charAt(this.at))) this.at += 1;
      if (this.at >= this.text.length) break;
      if (this.inRange) this.rangePart();
      else this.next();
    }
    this.tokens.push({ kind: 'end', text: '<EOF>', at: this.text.length });
    return this.tokens;
  }

  private push(kind: LuceneToken['kind'], length: number, text = this.text.slice(this.at, this.at + length)): void {
    this.tokens.push({ kind, text, at: this.at } as LuceneToken);
    this.at += length;
  }

  private next(): void {
    const rest = this.text.slice(this.at, this.at + 2);
    const character = rest.charAt(0);
    if (rest === '&&') return this.push('and', 2);
    if (rest === '||') return this.push('or', 2);
    if (character === '!') return this.push(BLANK.test(rest.charAt(1)) ? 'bareoper' : 'not', 1);
    if ((character === '+' || character === '-') && (rest.length === 1 || BLANK.test(rest.charAt(1)))) return this.push('bareoper', 1);
    if (character === '+' || character === '-' || character === '(' || character === ')' || character === ':') return this.push(character, 1);
    if (character === '^') return this.push('^', 1);
    if (character === '"') return this.quoted();
    if (character === '/') return this.regexp();
    if (character === '~') return this.fuzzy();
    if (character === '[' || character === '{') {
      this.inRange = true;
      return this.push(character, 1);
    }
    if (character === ']' || character === '}') throw this.error(character);
    this.word();
  }

  private error(encountered: string): LuceneSyntaxError {
    return new LuceneSyntaxError(`Encountered " "${encountered}" "${encountered} "" at line 1, column ${this.at}.`, this.at, encountered);
  }

  private lexical(): LuceneSyntaxError {
    const message = `Lexical error at line 1, column ${this.text.length + 1}.  Encountered: <EOF> after : "${this.text.slice(this.at)}"`;
    return new LuceneSyntaxError(message, this.text.length, '<EOF>');
  }

  private quoted(): void {
    const end = this.closing('"', this.at + 1);
    this.push('quoted', end + 1 - this.at, this.text.slice(this.at + 1, end));
  }

  private regexp(): void {
    const end = this.closing('/', this.at + 1);
    this.push('regexp', end + 1 - this.at, this.text.slice(this.at + 1, end).replace(/\\\//g, '/'));
  }

  private closing(mark: string, from: number): number {
    for (let at = from; at < this.text.length; at += 1) {
      if (this.text.charAt(at) === '\\') at += 1;
      else if (this.text.charAt(at) === mark) return at;
    }
    throw this.lexical();
  }

  private fuzzy(): void {
    const digits = /^~(\d+(?:\.\d+)?)?/.exec(this.text.slice(this.at, this.at + 12))?.[0] ?? '~';
    this.push('fuzzy', digits.length, digits.slice(1));
  }

  /** A word, with its escapes: plain, ending in `*` (prefix), or holding other wildcards. */
  private word(): void {
    let end = this.at;
    let wildcards = 0;
    while (end < this.text.length) {
      const character = this.text.charAt(end);
      if (character === '\\') {
        if (end + 1 >= this.text.length) throw this.lexical();
        end += 2;
        continue;
      }
      if (character === '*' || character === '?') wildcards += 1;
      else if ((end === this.at ? TERM_STOP : TERM_BODY_STOP).test(character)) break;
      end += 1;
    }
    const word = this.text.slice(this.at, end);
    this.push(wordKind(word, wildcards), word.length);
  }

  private rangePart(): void {
    const character = this.text.charAt(this.at);
    if (character === ']' || character === '}') {
      this.inRange = false;
      return this.push(character, 1);
    }
    if (character === '"') return this.quoted();
    const word = /^[^\s\]}]+/.exec(this.text.slice(this.at))?.[0] ?? character;
    this.push(word === 'TO' ? 'to' : 'goop', word.length);
  }
}

function wordKind(word: string, wildcards: number): LuceneToken['kind'] {
  if (word === 'AND') return 'and';
  if (word === 'OR') return 'or';
  if (word === 'NOT') return 'not';
  if (wildcards === 0) return 'term';
  if (word === '*') return '*';
  return wildcards === 1 && word.endsWith('*') && !word.endsWith('\\*') ? 'prefix' : 'wildcard';
}
