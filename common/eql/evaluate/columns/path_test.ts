import type { Matcher } from '../matcher';
import { type EventColumn, loneText, notKept } from './event_column';
import type { EqlEvent } from '../../schema/event_source';

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

/** A condition on one field over its column: asked once for each distinct text, and where texts hardly repeat once for each event if searches share it. */
export class PathTest {
  private verdicts = new Uint8Array(16);
  private rowVerdicts: Uint8Array | undefined;
  private readonly acceptsText: (text: string) => boolean;

  constructor(
    private readonly matcher: Matcher,
    private readonly column: EventColumn,
    private readonly events: readonly EqlEvent[],
    private readonly isShared: boolean
  ) {
    this.acceptsText = textTest(matcher);
  }

  accepts(row: number): boolean {
    const cell = this.column.cell(row);
    if (cell === loneText) {
      return this.acceptsLone(row);
    }
    const verdict = cell < this.verdicts.length ? (this.verdicts[cell] as number) : 0;
    return verdict === 0 ? this.decide(cell, row) : verdict === yes;
  }

  private decide(cell: number, row: number): boolean {
    const accepted = this.matcher.matches(this.events[row] as EqlEvent);
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

  private acceptsLone(row: number): boolean {
    if (!this.isShared) {
      return this.acceptsText(this.column.text(row));
    }
    this.rowVerdicts ??= new Uint8Array(this.events.length);
    const known = this.rowVerdicts[row] as number;
    if (known !== 0) {
      return known === yes;
    }
    const accepted = this.acceptsText(this.column.text(row));
    this.rowVerdicts[row] = accepted ? yes : no;
    return accepted;
  }
}
