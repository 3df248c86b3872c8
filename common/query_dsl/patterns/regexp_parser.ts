import {
  ANY_CHARACTER,
  ANY_TEXT,
  both,
  characterSet,
  complementRanges,
  EMPTY,
  either,
  not,
  NOTHING,
  sequence,
  star,
  type CodeRange,
  type RegexpTree,
} from './regexp_tree';

/** A pattern Lucene refuses, with its sentence. */
export class RegexpSyntaxError extends Error {}

const MAX_DEPTH = 500;
/** Copies made for `{n,m}`; more would cost more than any sensible pattern needs. */
const MAX_COPIES = 1000;
/** The same for copies of copies, in characters of the tree's key. */
const MAX_COPIED_SIZE = 60_000;

const CLASSES: Readonly<Record<string, readonly CodeRange[]>> = {
  d: [[48, 57]],
  w: [[48, 57], [65, 90], [95, 95], [97, 122]],
  s: [[9, 10], [13, 13], [32, 32]],
};

/**
 * Parses Lucene's regular expression syntax with all its optional operators (`~ & # @ < "`), as `regexp` queries have it by
 * default. `^`, `$` and look-around have no meaning there. Throws RegexpSyntaxError.
 */
export function parseRegexp(pattern: string): RegexpTree {
  if (pattern === '') return EMPTY;
  const parser = new RegexpParser(pattern);
  const tree = parser.union(0);
  if (parser.more()) throw new RegexpSyntaxError(`end-of-string expected at position ${parser.position()}`);
  return tree;
}

/**
 * Grammar (Lucene's RegExp): union = intersection ("|" union)?; intersection = concatenation ("&" intersection)?;
 * concatenation = repetition+; repetition = complement ("?" | "*" | "+" | "{" n ("," m?)? "}")*; complement = "~"* atom.
 */
class RegexpParser {
  private at = 0;

  constructor(private readonly text: string) {}

  more(): boolean {
    return this.at < this.text.length;
  }

  position(): number {
    return this.at;
  }

  union(depth: number): RegexpTree {
    if (depth > MAX_DEPTH) throw new RegexpSyntaxError('input automaton is too large');
    const parts = [this.intersection(depth)];
    while (this.take('|')) parts.push(this.intersection(depth));
    return either(parts);
  }

  private intersection(depth: number): RegexpTree {
    const parts = [this.concatenation(depth)];
    while (this.take('&')) parts.push(this.concatenation(depth));
    return parts.length === 1 ? (parts[0] ?? EMPTY) : both(parts);
  }

  private concatenation(depth: number): RegexpTree {
    const parts: RegexpTree[] = [this.repetition(depth)];
    while (this.more() && !this.peek(')|&')) parts.push(this.repetition(depth));
    return parts.reduceRight((right, left) => sequence(left, right), EMPTY);
  }

  private repetition(depth: number): RegexpTree {
    let tree = this.complement(depth);
    while (this.peek('?*+{')) {
      if (this.take('?')) tree = either([tree, EMPTY]);
      else if (this.take('*')) tree = star(tree);
      else if (this.take('+')) tree = sequence(tree, star(tree));
      else tree = this.counted(tree);
    }
    return tree;
  }

  private counted(tree: RegexpTree): RegexpTree {
    this.take('{');
    const low = this.integer();
    let high: number | undefined = low;
    if (this.take(',')) high = this.peek('0123456789') ? this.integer() : undefined;
    if (!this.take('}')) throw new RegexpSyntaxError(`expected '}' at position ${this.at}`);
    return repeat(tree, low, high);
  }

  private integer(): number {
    const digits = /^\d+/.exec(this.text.slice(this.at, this.at + 12))?.[0];
    if (digits === undefined) throw new RegexpSyntaxError(`integer expected at position ${this.at}`);
    this.at += digits.length;
    return Number(digits);
  }

  private complement(depth: number): RegexpTree {
    let negated = false;
    while (this.take('~')) negated = !negated;
    const atom = this.atom(depth);
    return negated ? not(atom) : atom;
  }

  private atom(depth: number): RegexpTree {
    if (this.take('.')) return ANY_CHARACTER;
    if (this.take('#')) return NOTHING;
    if (this.take('@')) return ANY_TEXT;
    if (this.take('[')) return this.characterClass();
    if (this.take('"')) return this.quoted();
    if (this.take('(')) return this.group(depth);
    if (this.text.charAt(this.at) === '<') return this.interval();
    return this.single();
  }

  private group(depth: number): RegexpTree {
    if (this.take(')')) return EMPTY;
    const tree = this.union(depth + 1);
    if (!this.take(')')) throw new RegexpSyntaxError(`expected ')' at position ${this.at}`);
    return tree;
  }

  private quoted(): RegexpTree {
    const end = this.text.indexOf('"', this.at);
    if (end < 0) throw new RegexpSyntaxError(`expected '"' at position ${this.at}`);
    const text = this.text.slice(this.at, end);
    this.at = end + 1;
    return literal(text);
  }

  private interval(): RegexpTree {
    const found = /^<(\d+)-(\d+)>/.exec(this.text.slice(this.at, this.at + 40));
    if (!found) throw new RegexpSyntaxError(`interval syntax error at position ${Math.max(this.at - 1, 0)}`);
    this.at += found[0].length;
    const [low = 0, high = 0] = [Number(found[1]), Number(found[2])].sort((left, right) => left - right);
    const width = found[1]?.length === found[2]?.length ? (found[1]?.length ?? 0) : 0;
    return numberInterval(low, high, width);
  }

  private single(): RegexpTree {
    const escaped = this.take('\\');
    const code = this.next();
    const ranges = escaped ? CLASSES[String.fromCodePoint(code).toLowerCase()] : undefined;
    if (!ranges) return characterSet([[code, code]]);
    const isUpper = code >= 65 && code <= 90;
    return characterSet(isUpper ? complementRanges(ranges) : ranges);
  }

  private characterClass(): RegexpTree {
    const negated = this.take('^');
    const ranges: CodeRange[] = [...this.classItem()];
    while (this.more() && !this.peek(']')) ranges.push(...this.classItem());
    if (!this.take(']')) throw new RegexpSyntaxError(`expected ']' at position ${this.at}`);
    return characterSet(negated ? complementRanges(ranges) : ranges);
  }

  private classItem(): readonly CodeRange[] {
    const escaped = this.take('\\');
    const low = this.next();
    const named = escaped ? CLASSES[String.fromCodePoint(low).toLowerCase()] : undefined;
    if (named) return low >= 65 && low <= 90 ? complementRanges(named) : named;
    if (this.text.charAt(this.at) !== '-' || this.text.charAt(this.at + 1) === ']') return [[low, low]];
    this.at += 1;
    this.take('\\');
    const high = this.next();
    if (high < low) throw new RegexpSyntaxError(`invalid range: from (${low}) cannot be > to (${high})`);
    return [[low, high]];
  }

  private next(): number {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) throw new RegexpSyntaxError('unexpected end-of-string');
    this.at += code > 0xffff ? 2 : 1;
    return code;
  }

  private peek(characters: string): boolean {
    return this.more() && characters.includes(this.text.charAt(this.at));
  }

  private take(character: string): boolean {
    if (this.text.charAt(this.at) !== character) return false;
    this.at += 1;
    return true;
  }
}

function literal(text: string): RegexpTree {
  const sets = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return characterSet([[code, code]]);
  });
  return sets.reduceRight((right, left) => sequence(left, right), EMPTY);
}

function repeat(tree: RegexpTree, low: number, high: number | undefined): RegexpTree {
  const copies = Math.max(low, high ?? 0);
  if (copies > MAX_COPIES || copies * tree.key.length > MAX_COPIED_SIZE) throw new RegexpSyntaxError('input automaton is too large');
  let tail = high === undefined ? star(tree) : EMPTY;
  for (let count = low; count < (high ?? low); count += 1) tail = either([EMPTY, sequence(tree, tail)]);
  for (let count = 0; count < low; count += 1) tail = sequence(tree, tail);
  return high !== undefined && high < low ? NOTHING : tail;
}

/** Decimal numbers from `low` to `high`; a fixed width where both bounds were written with as many digits, else leading zeros. */
function numberInterval(low: number, high: number, width: number): RegexpTree {
  const digitSet = (from: number, to: number): RegexpTree => characterSet([[48 + from, 48 + to]]);
  const length = Math.max(String(high).length, width);
  const below = (lowText: string, highText: string): RegexpTree => {
    if (lowText === '') return EMPTY;
    const [lowDigit, highDigit] = [Number(lowText[0]), Number(highText[0])];
    const rest = lowText.length - 1;
    const zeros = '0'.repeat(rest);
    const nines = '9'.repeat(rest);
    if (lowDigit === highDigit) return sequence(digitSet(lowDigit, lowDigit), below(lowText.slice(1), highText.slice(1)));
    return either([
      sequence(digitSet(lowDigit, lowDigit), below(lowText.slice(1), nines)),
      lowDigit + 1 > highDigit - 1 ? NOTHING : sequence(digitSet(lowDigit + 1, highDigit - 1), below(zeros, nines)),
      sequence(digitSet(highDigit, highDigit), below(zeros, highText.slice(1))),
    ]);
  };
  const padded = (value: number, size: number): string => String(value).padStart(size, '0');
  if (width > 0) return below(padded(low, length), padded(high, length));
  const parts: RegexpTree[] = [];
  for (let size = 1; size <= length; size += 1) {
    const from = Math.max(low, size === 1 ? 0 : 10 ** (size - 1));
    const to = Math.min(high, 10 ** size - 1);
    if (from <= to) parts.push(below(padded(from, size), padded(to, size)));
  }
  return sequence(star(digitSet(0, 0)), either(parts));
}
