/**
 * Regular languages with intersection and complement, matched by Brzozowski derivatives: the state after a character is the expression of what may
 * still follow. States are built when a text first needs them and kept, so matching takes one step a character; their number is limited.
 * (One concept: the algebra of expressions and their derivatives.)
 */
import { EqlError } from '../../errors/index';
import { type CharacterSet, contains, everyCharacter, lastCodePoint } from './character_set';

export type Expression =
  | { readonly id: number; readonly kind: 'nothing'; readonly nullable: false }
  | { readonly id: number; readonly kind: 'empty'; readonly nullable: true }
  | { readonly id: number; readonly kind: 'characters'; readonly nullable: false; readonly set: CharacterSet }
  | { readonly id: number; readonly kind: 'concat'; readonly nullable: boolean; readonly first: Expression; readonly rest: Expression }
  | { readonly id: number; readonly kind: 'either' | 'both'; readonly nullable: boolean; readonly parts: readonly Expression[] }
  | { readonly id: number; readonly kind: 'not'; readonly nullable: boolean; readonly part: Expression }
  | { readonly id: number; readonly kind: 'repeat'; readonly nullable: boolean; readonly part: Expression; readonly min: number; readonly max: number };

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Lucene gives up at about 10,000 states too (TooComplexToDeterminizeException). */
const maxExpressions = 100_000;
const maxExploredStates = 2_000;

function tooComplex(): EqlError {
  return new EqlError('search_phase_execution_exception', 'the regular expression is too complex: it needs too many states');
}

/** The expressions of one pattern; equal ones are one object. Construct with the operators, then match. */
export class RegularLanguage {
  private readonly known = new Map<string, Expression>();
  /** By state and class of characters what follows. */
  private readonly steps: (Expression | undefined)[][] = [];
  private boundaries: number[] = [0];
  private boundarySet = new Set<number>([0]);
  private readonly asciiClasses = new Int32Array(128);
  private sealed = false;
  readonly nothing: Expression = this.intern('∅', { kind: 'nothing', nullable: false });
  readonly empty: Expression = this.intern('ε', { kind: 'empty', nullable: true });
  readonly anything: Expression = this.repeat(this.characters(everyCharacter), 0, Infinity);

  private intern(key: string, shape: Unnumbered<Expression>): Expression {
    const found = this.known.get(key);
    if (found !== undefined) {
      return found;
    }
    if (this.known.size >= maxExpressions) {
      throw tooComplex();
    }
    const created = { ...shape, id: this.known.size } as Expression;
    this.known.set(key, created);
    return created;
  }

  /** One character of the set. */
  characters(set: CharacterSet): Expression {
    if (set.length === 0) {
      return this.nothing;
    }
    for (let index = 0; index < set.length && !this.sealed; index += 2) {
      this.boundarySet.add(set[index] as number);
      this.boundarySet.add((set[index + 1] as number) + 1);
    }
    return this.intern(`c${set.join()}`, { kind: 'characters', nullable: false, set });
  }

  /** The parts one after another. */
  sequence(parts: readonly Expression[]): Expression {
    return parts.reduceRight((rest, first) => this.concat(first, rest), this.empty);
  }

  concat(first: Expression, rest: Expression): Expression {
    if (first === this.nothing || rest === this.nothing) {
      return this.nothing;
    }
    if (first === this.empty) {
      return rest;
    }
    if (rest === this.empty) {
      return first;
    }
    if (first.kind === 'concat') {
      return this.concat(first.first, this.concat(first.rest, rest));
    }
    return this.intern(`.${first.id},${rest.id}`, { kind: 'concat', nullable: first.nullable && rest.nullable, first, rest });
  }

  either(parts: readonly Expression[]): Expression {
    return this.combine('either', parts, this.nothing, this.anything);
  }

  both(parts: readonly Expression[]): Expression {
    return this.combine('both', parts, this.anything, this.nothing);
  }

  /** `either` and `both` flatten, order and drop doubles; `neutral` adds nothing, `absorbing` decides alone. */
  private combine(kind: 'either' | 'both', parts: readonly Expression[], neutral: Expression, absorbing: Expression): Expression {
    const flat = new Map<number, Expression>();
    for (const part of parts) {
      for (const inner of part.kind === kind ? part.parts : [part]) {
        if (inner !== neutral) {
          flat.set(inner.id, inner);
        }
      }
    }
    if (flat.has(absorbing.id)) {
      return absorbing;
    }
    const members = [...flat.values()].sort((a, b) => a.id - b.id);
    const [only] = members;
    if (only === undefined || members.length === 1) {
      return only ?? neutral;
    }
    const nullable = kind === 'either' ? members.some((part) => part.nullable) : members.every((part) => part.nullable);
    return this.intern(`${kind}${members.map(({ id }) => id).join()}`, { kind, nullable, parts: members });
  }

  not(part: Expression): Expression {
    if (part.kind === 'not') {
      return part.part;
    }
    if (part === this.nothing) {
      return this.anything;
    }
    return part === this.anything ? this.nothing : this.intern(`!${part.id}`, { kind: 'not', nullable: !part.nullable, part });
  }

  repeat(part: Expression, min: number, max: number): Expression {
    if (max === 0 || part === this.empty) {
      return this.empty;
    }
    if (part === this.nothing) {
      return min === 0 ? this.empty : this.nothing;
    }
    if (min === 1 && max === 1) {
      return part;
    }
    if (part.kind === 'repeat' && part.min === 0 && part.max === Infinity) {
      return part;
    }
    const least = part.nullable ? 0 : min;
    return this.intern(`*${part.id},${least},${max}`, { kind: 'repeat', nullable: least === 0, part, min: least, max });
  }

  /** Characters fall into classes that no set of the pattern tells apart. Called once, after the pattern is built. */
  private seal(): void {
    this.sealed = true;
    this.boundaries = [...this.boundarySet].filter((code) => code <= lastCodePoint).sort((a, b) => a - b);
    for (let code = 0; code < 128; code += 1) {
      this.asciiClasses[code] = this.findClass(code);
    }
  }

  private findClass(code: number): number {
    let low = 0;
    let high = this.boundaries.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.boundaries[middle] as number) <= code) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** What may follow after a character of the class. */
  private step(state: Expression, characterClass: number): Expression {
    return this.steps[state.id]?.[characterClass] ?? this.newStep(state, characterClass);
  }

  private newStep(state: Expression, characterClass: number): Expression {
    const next = this.derive(state, this.boundaries[characterClass] as number);
    const row = (this.steps[state.id] ??= Array.from({ length: this.boundaries.length }, () => undefined));
    row[characterClass] = next;
    return next;
  }

  private derive(state: Expression, code: number): Expression {
    switch (state.kind) {
      case 'nothing':
      case 'empty':
        return this.nothing;
      case 'characters':
        return contains(state.set, code) ? this.empty : this.nothing;
      case 'concat': {
        const first = this.concat(this.derive(state.first, code), state.rest);
        return state.first.nullable ? this.either([first, this.derive(state.rest, code)]) : first;
      }
      case 'either':
        return this.either(state.parts.map((part) => this.derive(part, code)));
      case 'both':
        return this.both(state.parts.map((part) => this.derive(part, code)));
      case 'not':
        return this.not(this.derive(state.part, code));
      case 'repeat':
        return this.concat(this.derive(state.part, code), this.repeat(state.part, Math.max(0, state.min - 1), state.max - 1));
    }
  }

  /** Whether the whole text is in the language. One step a character. */
  matches(language: Expression, text: string): boolean {
    if (!this.sealed) {
      this.seal();
    }
    let state = language;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.codePointAt(index) as number;
      if (code > 0xffff) {
        index += 1;
      }
      state = this.step(state, code < 128 ? (this.asciiClasses[code] as number) : this.findClass(code));
      if (state === this.nothing) {
        return false;
      }
    }
    return state.nullable;
  }

  /** All states that can be reached, or undefined when there are too many to say. */
  private explore(language: Expression): Map<Expression, readonly Expression[]> | undefined {
    if (!this.sealed) {
      this.seal();
    }
    const states = new Map<Expression, readonly Expression[]>();
    const open = [language];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (states.has(state)) {
        continue;
      }
      if (states.size >= maxExploredStates) {
        return undefined;
      }
      const current = state;
      const next = this.boundaries.map((_, index) => this.step(current, index));
      states.set(state, next);
      open.push(...next);
    }
    return states;
  }

  /** Whether every text is in the language. Too large patterns count as no. */
  matchesEverything(language: Expression): boolean {
    if (language.kind === 'nothing' || !language.nullable) {
      return false;
    }
    const states = this.explore(language);
    return states !== undefined && [...states.keys()].every((state) => state.nullable);
  }

  /** The one text of the language; undefined when it has none or several. */
  onlyText(language: Expression): string | undefined {
    const states = this.explore(language);
    if (states === undefined) {
      return undefined;
    }
    const alive = liveStates(states);
    const visited = new Set<Expression>();
    let text = '';
    for (let state = language; !visited.has(state); ) {
      visited.add(state);
      const ways = (states.get(state) ?? []).flatMap((next, index) => (alive.has(next) ? [{ next, index }] : []));
      if (state.nullable) {
        return ways.length === 0 ? text : undefined;
      }
      const [way] = ways;
      const code = way === undefined || ways.length > 1 ? undefined : this.onlyCharacter(way.index);
      if (way === undefined || code === undefined) {
        return undefined;
      }
      text += String.fromCodePoint(code);
      state = way.next;
    }
    return undefined;
  }

  private onlyCharacter(characterClass: number): number | undefined {
    const from = this.boundaries[characterClass] as number;
    const next = this.boundaries[characterClass + 1] ?? lastCodePoint + 1;
    return next - from === 1 ? from : undefined;
  }
}

/** The states from which some text is accepted. */
function liveStates(states: ReadonlyMap<Expression, readonly Expression[]>): ReadonlySet<Expression> {
  const alive = new Set<Expression>([...states.keys()].filter((state) => state.nullable));
  for (let grew = true; grew; ) {
    grew = false;
    for (const [state, next] of states) {
      if (!alive.has(state) && next.some((other) => alive.has(other))) {
        alive.add(state);
        grew = true;
      }
    }
  }
  return alive;
}
