import { EqlError } from '../../errors/index';

/** A place in a pattern, by code points. */
export class PatternReader {
  private readonly codes: readonly number[];
  private index = 0;

  constructor(readonly pattern: string) {
    this.codes = Array.from(pattern, (character) => character.codePointAt(0) as number);
  }

  more(): boolean {
    return this.index < this.codes.length;
  }

  position(): number {
    return this.index;
  }

  /** Whether the next character is one of these. */
  peek(characters: string): boolean {
    const code = this.codes[this.index];
    return code !== undefined && characters.includes(String.fromCodePoint(code));
  }

  startsWith(text: string): boolean {
    return Array.from(text).every((character, offset) => this.codes[this.index + offset] === character.codePointAt(0));
  }

  take(character: string): boolean {
    const found = this.peek(character);
    this.index += found ? 1 : 0;
    return found;
  }

  next(): number {
    const code = this.codes[this.index];
    if (code === undefined) {
      return this.fail('unexpected end-of-string');
    }
    this.index += 1;
    return code;
  }

  /** The characters up to the first of `end`, which is taken too. */
  until(end: string): string {
    let text = '';
    while (this.more() && !this.peek(end)) {
      text += String.fromCodePoint(this.next());
    }
    return this.take(end) ? text : this.fail(`expected '${end}' at position ${this.index}`);
  }

  /** Decimal digits; undefined when there are none. */
  integer(): number | undefined {
    let digits = '';
    while (this.peek('0123456789')) {
      digits += String.fromCodePoint(this.next());
    }
    if (digits === '') {
      return undefined;
    }
    const value = Number(digits);
    return value <= 0x7fffffff ? value : this.fail(`number too large in pattern: ${digits}`);
  }

  fail(message: string): never {
    throw new EqlError('illegal_argument_exception', `${message} in regular expression [${this.pattern.slice(0, 200)}]`);
  }
}
