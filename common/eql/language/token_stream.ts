import { EqlSyntaxError } from '../errors/index';
import type { Location } from '../source/index';
import type { Token, TokenKind } from './token';

/** The tokens of one text with a place in them, and the depth of what is open. */
export class TokenStream {
  private index = 0;
  private depth = 0;

  constructor(
    readonly text: string,
    private readonly tokens: readonly Token[],
    private readonly maxDepth: number
  ) {}

  /** The token `ahead` places on; the end token beyond the end. */
  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)] as Token;
  }

  at(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.peek().kind);
  }

  next(): Token {
    const token = this.peek();
    this.index += 1;
    return token;
  }

  /** Takes the token when it is of that kind. */
  take(kind: TokenKind): Token | undefined {
    return this.at(kind) ? this.next() : undefined;
  }

  /** Takes the token or throws what was expected instead. */
  expect(...kinds: readonly TokenKind[]): Token {
    return this.at(...kinds) ? this.next() : this.fail(kinds);
  }

  fail(expected: readonly string[]): never {
    const token = this.peek();
    const found = token.kind === 'end' ? '<EOF>' : this.text.slice(token.location.start, token.location.end);
    throw new EqlSyntaxError({ text: this.text, location: token.location, message: `mismatched input '${found}' expecting ${expected.length === 1 ? expected[0] : `{${expected.join(', ')}}`}`, found, expected });
  }

  refuse(location: Location, message: string): never {
    throw new EqlSyntaxError({ text: this.text, location, message, found: this.text.slice(location.start, location.end) });
  }

  /** Runs `read` one level deeper; refuses beyond the limit, long before the call stack ends. */
  deeper<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > this.maxDepth) {
      this.refuse(this.peek().location, `the query is nested deeper than ${this.maxDepth} levels`);
    }
    const result = read();
    this.depth -= 1;
    return result;
  }
}
