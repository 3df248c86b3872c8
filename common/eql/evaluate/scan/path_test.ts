import type { Matcher } from '../matcher';
import { blockSize, type EventBlock } from './event_block';
import { loneText, type TextColumn } from './text_column';

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

/** The verdict of a matcher with one path on an event whose only value there is the text. */
function textTest(matcher: Matcher): (text: string) => boolean {
  switch (matcher.kind) {
    case 'field': {
      const { test } = matcher;
      return (text) => test.accepts(text);
    }
    case 'not': {
      const part = textTest(matcher.part);
      return (text) => !part(text);
    }
    case 'and':
    case 'or': {
      const parts = matcher.parts.map(textTest);
      const decisive = matcher.kind === 'or';
      return (text) => {
        for (let index = 0; index < parts.length; index += 1) {
          if ((parts[index] as (text: string) => boolean)(text) === decisive) {
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
  private readonly acceptsText: (text: string) => boolean;

  constructor(
    private readonly matcher: Matcher,
    readonly column: TextColumn,
    private readonly block: EventBlock
  ) {
    this.acceptsText = textTest(matcher);
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
      verdict = this.acceptsText(this.column.text(offset)) ? yes : no;
      this.loneVerdicts[offset] = verdict;
      this.hasLone = true;
    }
    return verdict === yes;
  }
}
