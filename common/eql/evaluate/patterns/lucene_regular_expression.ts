/**
 * Lucene's regular expressions with all flags (eql-semantics.md, Operators; eql-observed.md §6.5): whole value, `. ? + * {n,m} [] () | & ~ # @ <1-9> "…"`,
 * `\d \w \s`; `^` and `$` are plain characters. Above each function stands its production. (One concept: the grammar of the dialect.)
 */
import { type CharacterSet, complement, everyCharacter, union } from './character_set';
import { foldingClass } from './fold_case';
import { PatternReader } from './pattern_reader';
import { type Expression, RegularLanguage } from './regular_language';

const maxNesting = 500;
const maxRepeat = 100_000;
const predefined: Readonly<Record<string, CharacterSet>> = {
  d: [48, 57],
  w: union([[48, 57], [65, 90], [95, 95], [97, 122]]),
  s: union([[9, 10], [13, 13], [32, 32]]),
};

/** A pattern ready to match. */
export interface CompiledRegularExpression {
  matches(text: string): boolean;
  /** The one text it stands for; Elasticsearch turns such a pattern into an equality. */
  readonly onlyText: string | undefined;
  /** True for `.*`, `@` and their like; Elasticsearch turns them into "has a value". */
  readonly matchesEverything: boolean;
}

class LuceneParser {
  readonly language = new RegularLanguage();
  private depth = 0;

  constructor(
    private readonly reader: PatternReader,
    private readonly caseInsensitive: boolean
  ) {}

  whole(): Expression {
    if (!this.reader.more()) {
      return this.language.empty;
    }
    const expression = this.union();
    return this.reader.more() ? this.reader.fail(`end-of-string expected at position ${this.reader.position()}`) : expression;
  }

  /** union: intersection (`|` intersection)* */
  private union(): Expression {
    this.depth += 1;
    if (this.depth > maxNesting) {
      this.reader.fail('too deeply nested');
    }
    const parts = [this.intersection()];
    while (this.reader.take('|')) {
      parts.push(this.intersection());
    }
    this.depth -= 1;
    return this.language.either(parts);
  }

  /** intersection: concatenation (`&` concatenation)* */
  private intersection(): Expression {
    const parts = [this.concatenation()];
    while (this.reader.take('&')) {
      parts.push(this.concatenation());
    }
    return parts.length === 1 ? (parts[0] as Expression) : this.language.both(parts);
  }

  /** concatenation: repetition+ */
  private concatenation(): Expression {
    const parts = [this.repetition()];
    while (this.reader.more() && !this.reader.peek(')|&')) {
      parts.push(this.repetition());
    }
    return this.language.sequence(parts);
  }

  /** repetition: complement (`?` | `*` | `+` | `{n}` | `{n,}` | `{n,m}`)* */
  private repetition(): Expression {
    let expression = this.complement();
    while (this.reader.peek('?*+{')) {
      if (this.reader.take('?')) {
        expression = this.language.repeat(expression, 0, 1);
      } else if (this.reader.take('*')) {
        expression = this.language.repeat(expression, 0, Infinity);
      } else if (this.reader.take('+')) {
        expression = this.language.repeat(expression, 1, Infinity);
      } else {
        expression = this.counted(expression);
      }
    }
    return expression;
  }

  private counted(expression: Expression): Expression {
    this.reader.take('{');
    const min = this.reader.integer() ?? this.reader.fail('integer expected');
    const max = this.reader.take(',') ? (this.reader.integer() ?? Infinity) : min;
    if (!this.reader.take('}')) {
      this.reader.fail(`expected '}' at position ${this.reader.position()}`);
    }
    if (min > max) {
      this.reader.fail(`invalid repetition range(out of order): ${min}..${max}`);
    }
    return min > maxRepeat || (max > maxRepeat && max !== Infinity) ? this.reader.fail('repetition too large') : this.language.repeat(expression, min, max);
  }

  /** complement: `~`* class */
  private complement(): Expression {
    let negations = 0;
    while (this.reader.take('~')) {
      negations += 1;
    }
    let expression = this.characterClass();
    for (; negations > 0; negations -= 1) {
      expression = this.language.not(expression);
    }
    return expression;
  }

  /** class: `[` `^`? (character | character `-` character | `\d`)+ `]` | simple */
  private characterClass(): Expression {
    if (!this.reader.take('[')) {
      return this.simple();
    }
    const negated = this.reader.take('^');
    const ranges: [number, number][] = [];
    do {
      ranges.push(...this.classPart());
    } while (this.reader.more() && !this.reader.peek(']'));
    if (!this.reader.take(']')) {
      this.reader.fail(`expected ']' at position ${this.reader.position()}`);
    }
    const set = union(ranges);
    return this.language.characters(negated ? complement(set) : set);
  }

  private classPart(): [number, number][] {
    const set = this.predefinedClass();
    if (set !== undefined) {
      return pairs(set);
    }
    const from = this.character();
    if (!this.reader.take('-')) {
      return this.variants(from).map((code) => [code, code]);
    }
    const to = this.character();
    return from > to ? this.reader.fail(`invalid range: from (${from}) cannot be > to (${to})`) : [[from, to]];
  }

  /** simple: `.` | `#` | `@` | `"…"` | `()` | `(` union `)` | `<n-m>` | `\d` … | character */
  private simple(): Expression {
    if (this.reader.take('.')) {
      return this.language.characters(everyCharacter);
    }
    if (this.reader.take('#')) {
      return this.language.nothing;
    }
    if (this.reader.take('@')) {
      return this.language.anything;
    }
    if (this.reader.take('"')) {
      return this.literal(this.reader.until('"'));
    }
    if (this.reader.take('(')) {
      return this.group();
    }
    if (this.reader.take('<')) {
      return this.interval(this.reader.until('>'));
    }
    const set = this.predefinedClass();
    return set === undefined ? this.literal(String.fromCodePoint(this.character())) : this.language.characters(set);
  }

  private group(): Expression {
    if (this.reader.take(')')) {
      return this.language.empty;
    }
    const expression = this.union();
    return this.reader.take(')') ? expression : this.reader.fail(`expected ')' at position ${this.reader.position()}`);
  }

  private literal(text: string): Expression {
    return this.language.sequence(Array.from(text, (character) => this.language.characters(union(this.variants(character.codePointAt(0) as number).map((code) => [code, code])))));
  }

  private variants(code: number): readonly number[] {
    return this.caseInsensitive ? foldingClass(code) : [code];
  }

  private predefinedClass(): CharacterSet | undefined {
    if (!this.reader.take('\\')) {
      return undefined;
    }
    if (this.reader.peek('dDwWsS')) {
      const letter = String.fromCodePoint(this.reader.next());
      const set = predefined[letter.toLowerCase()] as CharacterSet;
      return letter === letter.toLowerCase() ? set : complement(set);
    }
    if (this.reader.peek('\\')) {
      this.reader.next();
      return [92, 92];
    }
    if (this.reader.peek('abcefghijklmnopqrtuvxyzABCEFGHIJKLMNOPQRTUVXYZ')) {
      this.reader.fail(`invalid character class \\${String.fromCodePoint(this.reader.next())}`);
    }
    return undefined;
  }

  private character(): number {
    this.reader.take('\\');
    return this.reader.next();
  }

  /** interval: `<n-m>`, leading zeros required when both numbers are written with the same number of digits. */
  private interval(text: string): Expression {
    const parts = /^([0-9]+)-([0-9]+)$/.exec(text);
    const [, first = '', second = ''] = parts ?? [];
    if (parts === null || Number(first) > 0x7fffffff || Number(second) > 0x7fffffff) {
      return this.reader.fail(text.includes('-') ? 'interval syntax error' : `'${text}' not found`);
    }
    const [low, high] = Number(first) <= Number(second) ? [first, second] : [second, first];
    const width = first.length === second.length ? first.length : 0;
    const least = width > 0 ? low : String(Number(low));
    const most = width > 0 ? high : String(Number(high));
    const zeros = this.language.repeat(this.language.characters([48, 48]), 0, Infinity);
    const numbers = width > 0 ? this.between(least, most) : this.language.concat(zeros, this.betweenLengths(least, most));
    return numbers;
  }

  private betweenLengths(least: string, most: string): Expression {
    const parts: Expression[] = [];
    for (let length = least.length; length <= most.length; length += 1) {
      const from = length === least.length ? least : `1${'0'.repeat(length - 1)}`;
      const to = length === most.length ? most : '9'.repeat(length);
      parts.push(this.between(from, to));
    }
    return this.language.either(parts);
  }

  /** All digit strings of one length from `low` to `high`. */
  private between(low: string, high: string): Expression {
    const digit = (from: number, to: number): Expression => (from > to ? this.language.nothing : this.language.characters([from, to]));
    if (low.length === 0) {
      return this.language.empty;
    }
    const [first, last] = [low.charCodeAt(0), high.charCodeAt(0)];
    if (first === last) {
      return this.language.concat(digit(first, first), this.between(low.slice(1), high.slice(1)));
    }
    const rest = low.length - 1;
    const free = this.language.repeat(digit(48, 57), rest, rest);
    return this.language.either([
      this.language.concat(digit(first, first), this.between(low.slice(1), '9'.repeat(rest))),
      this.language.concat(digit(first + 1, last - 1), free),
      this.language.concat(digit(last, last), this.between('0'.repeat(rest), high.slice(1))),
    ]);
  }
}

function pairs(set: CharacterSet): [number, number][] {
  return set.flatMap((from, index) => (index % 2 === 0 ? [[from, set[index + 1] as number] as [number, number]] : []));
}

/**
 * Compiles a Lucene pattern. With `caseInsensitive` single characters fold by Unicode simple folding; ranges do not fold. Throws `EqlError`
 * (illegal_argument_exception) for what Lucene refuses.
 */
export function compileLuceneRegularExpression(pattern: string, caseInsensitive: boolean): CompiledRegularExpression {
  const sensitive = new LuceneParser(new PatternReader(pattern), false);
  const shape = sensitive.whole();
  const onlyText = sensitive.language.onlyText(shape);
  const matchesEverything = sensitive.language.matchesEverything(shape);
  const parser = caseInsensitive ? new LuceneParser(new PatternReader(pattern), true) : sensitive;
  const expression = caseInsensitive ? parser.whole() : shape;
  return { matches: (text) => parser.language.matches(expression, text), onlyText, matchesEverything };
}
