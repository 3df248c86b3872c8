/**
 * The part of `java.util.regex` that has a linear-time matcher: what a regular expression on the result of a function is (eql-observed.md §6.5).
 * `.` does not match line terminators; CASE_INSENSITIVE folds ASCII only, ranges too. Back references, look-around, possessive and atomic groups,
 * word boundaries and inner anchors are refused by name. (One concept: the grammar of the dialect.)
 */
import { type CharacterSet, complement, rangesOf, union } from './character_set';
import { asciiCaseClass } from './fold_case';
import { PatternReader } from './pattern_reader';
import { type Expression, RegularLanguage } from './regular_language';

const maxNesting = 500;
const lineTerminators = union([[10, 10], [13, 13], [0x85, 0x85], [0x2028, 0x2029]]);
const blanks = union([[9, 13], [32, 32]]);
const classes: Readonly<Record<string, CharacterSet>> = {
  d: [48, 57],
  w: union([[48, 57], [65, 90], [95, 95], [97, 122]]),
  s: blanks,
  h: union([[9, 9], [32, 32], [0xa0, 0xa0], [0x1680, 0x1680], [0x180e, 0x180e], [0x2000, 0x200a], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000]]),
  v: union([[10, 13], [0x85, 0x85], [0x2028, 0x2029]]),
};
const controls: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

function classNamed(letter: string): CharacterSet | undefined {
  const lower = letter.toLowerCase();
  const set = Object.hasOwn(classes, lower) ? classes[lower] : undefined;
  return set === undefined || letter === lower ? set : complement(set);
}

class JavaParser {
  readonly language = new RegularLanguage();
  private depth = 0;

  constructor(
    private readonly reader: PatternReader,
    private readonly caseInsensitive: boolean
  ) {}

  whole(): Expression {
    const expression = this.union(true);
    return this.reader.more() ? this.reader.fail('Unmatched closing \')\'') : expression;
  }

  /** union: concatenation (`|` concatenation)* */
  private union(outer: boolean): Expression {
    this.depth += 1;
    if (this.depth > maxNesting) {
      this.reader.fail('too deeply nested');
    }
    const parts = [this.concatenation(outer)];
    while (this.reader.take('|')) {
      parts.push(this.concatenation(outer));
    }
    this.depth -= 1;
    return this.language.either(parts);
  }

  /** concatenation: `^`? repetition* `$`?; the anchors only at the ends of the whole pattern, where they add nothing. */
  private concatenation(outer: boolean): Expression {
    const parts: Expression[] = [];
    while (outer && this.reader.take('^')) {
      continue;
    }
    while (this.reader.more() && !this.reader.peek('|)')) {
      if (this.reader.take('$')) {
        if (!outer || (this.reader.more() && !this.reader.peek('|'))) {
          this.reader.fail('an inner anchor $ is not supported on the result of a function');
        }
        continue;
      }
      parts.push(this.repetition());
    }
    return this.language.sequence(parts);
  }

  /** repetition: atom ((`?` | `*` | `+` | `{…}`) `?`?)* */
  private repetition(): Expression {
    if (this.reader.peek('*+?')) {
      this.reader.fail(`Dangling meta character '${String.fromCodePoint(this.reader.next())}'`);
    }
    let expression = this.atom();
    for (let bounds = this.bounds(); bounds !== undefined; bounds = this.bounds()) {
      expression = this.language.repeat(expression, bounds.min, bounds.max);
      if (this.reader.take('+')) {
        this.reader.fail('possessive quantifiers are not supported on the result of a function');
      }
      this.reader.take('?');
    }
    return expression;
  }

  private bounds(): { min: number; max: number } | undefined {
    if (this.reader.take('?')) {
      return { min: 0, max: 1 };
    }
    if (this.reader.take('*')) {
      return { min: 0, max: Infinity };
    }
    if (this.reader.take('+')) {
      return { min: 1, max: Infinity };
    }
    if (!this.reader.take('{')) {
      return undefined;
    }
    const min = this.reader.integer() ?? this.reader.fail('Illegal repetition');
    const max = this.reader.take(',') ? (this.reader.integer() ?? Infinity) : min;
    return this.reader.take('}') && min <= max ? { min, max } : this.reader.fail('Illegal repetition range');
  }

  private atom(): Expression {
    if (this.reader.take('(')) {
      return this.group();
    }
    if (this.reader.take('[')) {
      return this.language.characters(this.folded(this.bracketed()));
    }
    if (this.reader.take('.')) {
      return this.language.characters(complement(lineTerminators));
    }
    if (this.reader.peek('^')) {
      this.reader.fail('an inner anchor ^ is not supported on the result of a function');
    }
    if (this.reader.take('\\')) {
      return this.escape();
    }
    return this.one(this.reader.next());
  }

  private one(code: number): Expression {
    return this.language.characters(this.folded([code, code]));
  }

  private folded(set: CharacterSet): CharacterSet {
    if (!this.caseInsensitive) {
      return set;
    }
    const letters: [number, number][] = [];
    for (let code = 0x41; code <= 0x7a; code += 1) {
      if (asciiCaseClass(code).length > 1 && rangesOf(set).some(([from, to]) => code >= from && code <= to)) {
        letters.push(...asciiCaseClass(code).map((variant): [number, number] => [variant, variant]));
      }
    }
    return union([...rangesOf(set), ...letters]);
  }

  private group(): Expression {
    if (this.reader.take('?')) {
      if (!this.reader.take(':')) {
        this.reader.fail('look-around, named groups and inline flags are not supported on the result of a function');
      }
    }
    const expression = this.union(false);
    return this.reader.take(')') ? expression : this.reader.fail('Unclosed group');
  }

  private escape(): Expression {
    if (this.reader.take('Q')) {
      return this.quoted();
    }
    const set = this.escapedSet();
    return set.length === 2 && set[0] === set[1] ? this.one(set[0] as number) : this.language.characters(set);
  }

  private quoted(): Expression {
    const parts: Expression[] = [];
    while (this.reader.more() && !this.reader.startsWith('\\E')) {
      parts.push(this.one(this.reader.next()));
    }
    if (this.reader.more()) {
      this.reader.next();
      this.reader.next();
    }
    return this.language.sequence(parts);
  }

  private escapedSet(): CharacterSet {
    const code = this.reader.next();
    const letter = String.fromCodePoint(code);
    const set = classNamed(letter) ?? (Object.hasOwn(controls, letter) ? [controls[letter] as number, controls[letter] as number] : undefined);
    if (set !== undefined) {
      return set;
    }
    return /[A-Za-z0-9]/.test(letter) ? this.reader.fail(`the escape \\${letter} is not supported on the result of a function`) : [code, code];
  }

  /** After `[`: `^`? (range | class | nested `[…]`)+ `]`, `&&` refused. */
  private bracketed(): CharacterSet {
    const negated = this.reader.take('^');
    const ranges: [number, number][] = [];
    for (let first = true; first || !this.reader.peek(']'); first = false) {
      if (this.reader.startsWith('&&')) {
        this.reader.fail('intersections of character classes are not supported on the result of a function');
      }
      ranges.push(...this.bracketedPart());
    }
    this.reader.take(']');
    const set = union(ranges);
    return negated ? complement(this.folded(set)) : set;
  }

  private bracketedPart(): [number, number][] {
    if (!this.reader.more()) {
      this.reader.fail('Unclosed character class');
    }
    if (this.reader.take('[')) {
      return rangesOf(this.bracketed());
    }
    const set = this.bracketedCharacter();
    const [from, to] = [set[0] as number, set[1] as number];
    if (set.length !== 2 || from !== to || !this.reader.peek('-') || this.reader.startsWith('-]') || this.reader.startsWith('-[')) {
      return rangesOf(set);
    }
    this.reader.take('-');
    const last = this.bracketedCharacter()[0] as number;
    return last < from ? this.reader.fail('Illegal character range') : [[from, last]];
  }

  private bracketedCharacter(): CharacterSet {
    if (this.reader.take('\\')) {
      return this.escapedSet();
    }
    const code = this.reader.next();
    return [code, code];
  }
}

/** Compiles a Java pattern for whole-value matching. Throws `EqlError` for what Java refuses and for what has no linear-time matcher here. */
export function compileJavaRegularExpression(pattern: string, caseInsensitive: boolean): { matches(text: string): boolean } {
  const parser = new JavaParser(new PatternReader(pattern), caseInsensitive);
  const expression = parser.whole();
  return { matches: (text) => parser.language.matches(expression, text) };
}
