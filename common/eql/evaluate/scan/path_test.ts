import type { FieldTest } from '../fields/index';
import type { FieldMatcher, Matcher } from '../matcher';
import { blockSize, type EventBlock } from './event_block';
import { loneText, type TextColumn } from './text_column';
import { type LiteralNeed, LiteralNeeds, type TextLiterals } from './text_literals';

const [no, yes] = [1, 2];

/** The only path that a matcher asks; undefined where it asks several, computes, or asks something else than the values. */
export function onlyPath(matcher: Matcher): string | undefined {
  switch (matcher.kind) {
    case 'field':
      return matcher.test.read.path;
    case 'not':
      return onlyPath(matcher.part);
    case 'and':
    case 'or': {
      const [first, ...others] = matcher.parts.map(onlyPath);
      return others.every((path) => path === first) ? first : undefined;
    }
    default:
      return undefined;
  }
}

/** A verdict on an event whose only value of the field is the text; the offset is the event's in the block. */
type TextTest = (text: string, offset: number) => boolean;

function anyOf(parts: readonly TextTest[]): TextTest {
  return (text, offset) => {
    for (let index = 0; index < parts.length; index += 1) {
      if ((parts[index] as TextTest)(text, offset)) {
        return true;
      }
    }
    return false;
  };
}

/** What is known of the literals of a test; the longest stands first, as the rarest. */
function needOf(test: FieldTest, literals: TextLiterals): LiteralNeed | undefined {
  const needs = test.needs?.();
  const sorted = [...(needs?.literals ?? [])].sort((a, b) => b.length - a.length);
  const numbers = sorted.flatMap((literal) => literals.numberOf(literal) ?? []);
  const areEnough = needs?.areEnough === true && numbers.length === sorted.length;
  return numbers.length === 0 ? undefined : { numbers, accepts: areEnough ? undefined : (text) => test.accepts(text) };
}

/** Some patterns of which one must match: where there are many on the field, first asked for the literals of all of them at once. */
function patternsTest(matchers: readonly FieldMatcher[], literals: TextLiterals): TextTest {
  const tests = matchers.map(({ test }) => ({ test, need: needOf(test, literals) }));
  const others = anyOf(tests.filter(({ need }) => need === undefined).map(({ test }) => (text) => test.accepts(text)));
  const oneByOne = anyOf(matchers.map(({ test }) => (text) => test.accepts(text)));
  const known = new LiteralNeeds(tests.flatMap(({ need }) => need ?? []), literals);
  const hasKnown = tests.some(({ need }) => need !== undefined);
  return (text, offset) => (hasKnown && literals.areMany ? known.accepts(text, offset) || others(text, offset) : oneByOne(text, offset));
}

function isField(matcher: Matcher): matcher is FieldMatcher {
  return matcher.kind === 'field';
}

/** The verdict of a matcher with one path. */
function textTest(matcher: Matcher, literals: TextLiterals): TextTest {
  switch (matcher.kind) {
    case 'field':
      return patternsTest([matcher], literals);
    case 'not': {
      const part = textTest(matcher.part, literals);
      return (text, offset) => !part(text, offset);
    }
    case 'or':
      return anyOf([patternsTest(matcher.parts.filter(isField), literals), ...matcher.parts.filter((part) => !isField(part)).map((part) => textTest(part, literals))]);
    case 'and': {
      const parts = matcher.parts.map((part) => textTest(part, literals));
      return (text, offset) => parts.every((part) => part(text, offset));
    }
    default:
      return () => matcher.kind === 'constant' && matcher.value;
  }
}

/** A condition on one field over its column. Asked for a text without a number it remembers the verdict for the block, for others who ask the same. */
export class PathTest {
  private readonly loneVerdicts = new Uint8Array(blockSize);
  private hasLone = false;
  private readonly acceptsText: TextTest;

  constructor(
    private readonly matcher: Matcher,
    readonly column: TextColumn,
    private readonly block: EventBlock
  ) {
    this.acceptsText = textTest(matcher, column.literals);
  }

  /** Forgets the verdicts that hold for one event of the block before. */
  begin(): void {
    if (this.hasLone) {
      this.loneVerdicts.fill(0);
      this.hasLone = false;
    }
  }

  accepts(offset: number): boolean {
    return this.column.cell(offset) === loneText ? this.acceptsLone(offset) : this.matcher.matches(this.block.event(offset));
  }

  private acceptsLone(offset: number): boolean {
    let verdict = this.loneVerdicts[offset] as number;
    if (verdict === 0) {
      verdict = this.acceptsText(this.column.text(offset), offset) ? yes : no;
      this.loneVerdicts[offset] = verdict;
      this.hasLone = true;
    }
    return verdict === yes;
  }
}
