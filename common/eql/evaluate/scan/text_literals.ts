import { blockSize } from './event_block';

/** Fewer literals are searched for one by one. */
const usefulFrom = 8;
/** Literals of other characters are not searched for together. */
const asciiLetters = 128;
const [upperA, upperZ, toLower] = [0x41, 0x5a, 0x20];

/** The class of each ASCII character among those of the literals, A-Z as a-z; 0 for all others. */
function classesOf(literals: readonly string[]): { readonly classes: Uint8Array; readonly count: number } {
  const classes = new Uint8Array(asciiLetters);
  let count = 1;
  for (const literal of literals) {
    for (let index = 0; index < literal.length; index += 1) {
      const unit = literal.charCodeAt(index);
      if (classes[unit] === 0) {
        classes[unit] = count;
        count += 1;
      }
    }
  }
  for (let unit = upperA; unit <= upperZ; unit += 1) {
    classes[unit] = classes[unit + toLower] as number;
  }
  return { classes, count };
}

/** All literals looked for in one walk over a text (Aho and Corasick's automaton), ASCII case folded. */
class LiteralAutomaton {
  private readonly classes: Uint8Array;
  private readonly classCount: number;
  /** By state and class the next state. */
  private readonly next: Int32Array;
  /** By state the numbers of the literals that end there. */
  private readonly ending: (readonly number[] | undefined)[] = [undefined];

  constructor(literals: readonly string[]) {
    ({ classes: this.classes, count: this.classCount } = classesOf(literals));
    this.next = new Int32Array((literals.reduce((sum, { length }) => sum + length, 0) + 1) * this.classCount);
    literals.forEach((literal, number) => this.add(literal, number));
    this.link();
  }

  /** Sets the bit of every literal in the text in the words from `start`. */
  mark(text: string, bits: Uint32Array, start: number): void {
    const { classes, classCount, next, ending } = this;
    let state = 0;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      state = unit < asciiLetters ? (next[state * classCount + (classes[unit] as number)] as number) : 0;
      const found = ending[state];
      if (found !== undefined) {
        for (let place = 0; place < found.length; place += 1) {
          const number = found[place] as number;
          bits[start + (number >> 5)] = (bits[start + (number >> 5)] as number) | (1 << (number & 31));
        }
      }
    }
  }

  private step(state: number, unit: number): number {
    return state * this.classCount + (this.classes[unit] as number);
  }

  private add(literal: string, number: number): void {
    let state = 0;
    for (let index = 0; index < literal.length; index += 1) {
      const step = this.step(state, literal.charCodeAt(index));
      if (this.next[step] === 0) {
        this.next[step] = this.ending.push(undefined) - 1;
      }
      state = this.next[step] as number;
    }
    this.ending[state] = [...(this.ending[state] ?? []), number];
  }

  /** Lets every state go on where the longest end of what it has read goes on; nearer states first. */
  private link(): void {
    const fallback = new Int32Array(this.ending.length);
    const queue = [0];
    for (let place = 0; place < queue.length; place += 1) {
      const state = queue[place] as number;
      for (let index = 1; index < this.classCount; index += 1) {
        const step = state * this.classCount + index;
        const other = state === 0 ? 0 : (this.next[(fallback[state] as number) * this.classCount + index] as number);
        const following = this.next[step] as number;
        if (following === 0) {
          this.next[step] = other;
        } else {
          fallback[following] = other;
          this.ending[following] = this.ending[other] === undefined ? this.ending[following] : [...(this.ending[following] ?? []), ...(this.ending[other] ?? [])];
          queue.push(following);
        }
      }
    }
  }
}

/** One bit for each literal of a field, 32 to a word. */
function bitsOf(numbers: readonly number[], words: number): Uint32Array<ArrayBuffer> {
  const bits = new Uint32Array(words);
  for (const number of numbers) {
    bits[number >> 5] = (bits[number >> 5] as number) | (1 << (number & 31));
  }
  return bits;
}

/** Single characters that are rare enough in texts to be looked for. */
const rareCharacter = /^[^a-z0-9\\/.: "-]$/;

/**
 * Which literals of all patterns on one field the texts of a block hold: each text is walked over once, however many patterns there are. Literals come while
 * searches are put into the scan, texts afterwards.
 */
export class TextLiterals {
  private readonly numbers = new Map<string, number>();
  private readonly isMarked = new Uint8Array(blockSize);
  private automaton: LiteralAutomaton | undefined;
  /** How many words of bits a text has. */
  words = 0;
  /** The bits of the texts that are marked. */
  bits = new Uint32Array(0);

  /** The number of a literal, folded; undefined for one that is not searched for together with others. */
  numberOf(literal: string): number | undefined {
    if ((literal.length < 2 && !rareCharacter.test(literal)) || /[^\x00-\x7f]/.test(literal)) {
      return undefined;
    }
    const number = this.numbers.get(literal) ?? this.numbers.size;
    this.numbers.set(literal, number);
    return number;
  }

  /** Whether there are so many that searching for them together is faster. */
  get areMany(): boolean {
    return this.numbers.size >= usefulFrom;
  }

  /** Forgets the texts of the block before. */
  begin(): void {
    if (this.automaton !== undefined) {
      this.isMarked.fill(0);
    }
  }

  /** Looks for all literals in the text at the offset; gives where its words begin among the bits. */
  mark(text: string, offset: number): number {
    if (this.isMarked[offset] === 0) {
      this.walk(text, offset);
    }
    return offset * this.words;
  }

  private walk(text: string, offset: number): void {
    if (this.automaton === undefined) {
      this.automaton = new LiteralAutomaton([...this.numbers.keys()]);
      this.words = (this.numbers.size + 31) >> 5;
      this.bits = new Uint32Array(blockSize * this.words);
    }
    const start = offset * this.words;
    this.bits.fill(0, start, start + this.words);
    this.automaton.mark(text, this.bits, start);
    this.isMarked[offset] = 1;
  }
}

/** What must be in a text for one pattern, by the numbers of the literals, and what is asked then. */
export interface LiteralNeed {
  readonly numbers: readonly number[];
  /** Undefined where the literals are enough. */
  readonly accepts: ((text: string) => boolean) | undefined;
}

/** Several patterns on one field of which one must match, asked for their literals first. */
export class LiteralNeeds {
  private readonly enough: readonly LiteralNeed[];
  private readonly asked: readonly LiteralNeed[];
  private enoughBits = new Uint32Array(0);
  /** By word one need after the other. */
  private askedBits = new Uint32Array(0);
  /** Of each need that is asked one literal: without any of them none matches. */
  private someBits = new Uint32Array(0);
  private words = 0;

  constructor(
    needs: readonly LiteralNeed[],
    private readonly literals: TextLiterals
  ) {
    this.enough = needs.filter(({ numbers, accepts }) => accepts === undefined && numbers.length === 1);
    this.asked = needs.filter((need) => !this.enough.includes(need));
  }

  accepts(text: string, offset: number): boolean {
    const { literals } = this;
    const start = literals.mark(text, offset);
    if (this.words === 0) {
      this.learn(literals.words);
    }
    let some = false;
    for (let word = 0; word < this.words; word += 1) {
      const bits = literals.bits[start + word] as number;
      if ((bits & (this.enoughBits[word] as number)) !== 0) {
        return true;
      }
      some ||= (bits & (this.someBits[word] as number)) !== 0;
    }
    return some && this.asks(text, start);
  }

  private asks(text: string, start: number): boolean {
    for (let index = 0; index < this.asked.length; index += 1) {
      const { accepts } = this.asked[index] as LiteralNeed;
      if (this.holdsAll(index, start) && (accepts === undefined || accepts(text))) {
        return true;
      }
    }
    return false;
  }

  private holdsAll(index: number, start: number): boolean {
    const { askedBits, words } = this;
    for (let word = 0; word < words; word += 1) {
      const wanted = askedBits[index * words + word] as number;
      if ((((this.literals.bits[start + word] as number) & wanted) ^ wanted) !== 0) {
        return false;
      }
    }
    return true;
  }

  /** All literals are known now. */
  private learn(words: number): void {
    this.words = words;
    this.enoughBits = bitsOf(this.enough.flatMap(({ numbers }) => numbers), words);
    this.someBits = bitsOf(this.asked.flatMap(({ numbers }) => numbers.slice(0, 1)), words);
    this.askedBits = new Uint32Array(this.asked.length * words);
    this.asked.forEach(({ numbers }, index) => this.askedBits.set(bitsOf(numbers, words), index * words));
  }
}
