import type { Matcher } from '../matcher';
import { blockSize, type EventBlock } from './event_block';
import { loneText, notKept, type TextColumn } from './text_column';

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

/** A condition on one field over its column: asked once for each distinct text, and where texts hardly repeat once for each event. */
export class PathTest {
  private verdicts = new Uint8Array(16);
  private readonly loneVerdicts = new Uint8Array(blockSize);
  private hasLone = false;
  private readonly acceptsText: (text: string) => boolean;

  constructor(
    private readonly matcher: Matcher,
    private readonly column: TextColumn,
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
    const cell = this.column.cell(offset);
    if (cell === loneText) {
      return this.acceptsLone(offset);
    }
    const verdict = cell < this.verdicts.length ? (this.verdicts[cell] as number) : 0;
    return verdict === 0 ? this.decide(cell, offset) : verdict === yes;
  }

  private decide(cell: number, offset: number): boolean {
    const accepted = this.matcher.matches(this.block.event(offset));
    if (cell !== notKept) {
      if (cell >= this.verdicts.length) {
        const grown = new Uint8Array(Math.max(cell + 1, this.verdicts.length * 2));
        grown.set(this.verdicts);
        this.verdicts = grown;
      }
      this.verdicts[cell] = accepted ? yes : no;
    }
    return accepted;
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
