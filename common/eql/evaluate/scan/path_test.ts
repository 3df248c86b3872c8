import type { FieldMatcher, Matcher } from '../matcher';
import { blockSize, type EventBlock } from './event_block';
import { loneText, type TextColumn } from './text_column';
import type { TextLiterals } from './text_literals';

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

/** A pattern among many asks first whether the text holds its literal. */
function fieldTextTest({ test }: FieldMatcher, literals: TextLiterals): TextTest {
  const { needs } = test;
  const number = needs && literals.numberOf(needs.literal);
  if (needs === undefined || number === undefined) {
    return (text) => test.accepts(text);
  }
  return (text, offset) => (literals.areMany ? literals.holds(number, text, offset) && (needs.isEnough || test.accepts(text)) : test.accepts(text));
}

/** The verdict of a matcher with one path. */
function textTest(matcher: Matcher, literals: TextLiterals): TextTest {
  switch (matcher.kind) {
    case 'field':
      return fieldTextTest(matcher, literals);
    case 'not': {
      const part = textTest(matcher.part, literals);
      return (text, offset) => !part(text, offset);
    }
    case 'and':
    case 'or': {
      const parts = matcher.parts.map((part) => textTest(part, literals));
      const decisive = matcher.kind === 'or';
      return (text, offset) => {
        for (let index = 0; index < parts.length; index += 1) {
          if ((parts[index] as TextTest)(text, offset) === decisive) {
            return decisive;
          }
        }
        return !decisive;
      };
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
