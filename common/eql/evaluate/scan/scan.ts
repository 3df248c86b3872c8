import type { EqlEvent } from '../../schema/event_source';
import type { Matcher } from '../matcher';
import { BlockColumns } from './block_columns';
import { conjuncts } from './conjuncts';
import { blockSize, EventBlock } from './event_block';
import { type EventTest, eventTest } from './event_test';
import { maxTests, NumberedVerdicts } from './numbered_verdicts';
import { onlyPath, type PathTest } from './path_test';
import { predicateKey } from './predicate_key';
import type { TextColumn } from './text_column';

/** Who wants the events that meet a condition. */
export interface ScanTarget {
  /** Takes the offsets in the block of the next events that meet it: the first `count` of the list, ascending. The list is used again afterwards. */
  take(offsets: Int32Array, count: number): void;
  /** A script failed on an event that met all tests before it; nothing more is given. */
  fail(error: unknown): void;
}

/** A walk's events after some tests: who wants them, and the tests that come next. */
class ScanNode {
  /** The offsets of the block that are here, `count` of them. */
  readonly offsets = new Int32Array(blockSize);
  count = 0;
  readonly targets: ScanTarget[] = [];
  readonly next = new Map<string, ScanNode>();
  readonly splits: Split[] = [];
  isFailed = false;

  fail(error: unknown): void {
    this.isFailed = true;
    this.targets.forEach((target) => target.fail(error));
    this.next.forEach((node) => node.fail(error));
  }

  /** Gives the block's events to those who want them and to the next tests. */
  pass(): void {
    if (this.count === 0) {
      return;
    }
    this.targets.forEach((target) => target.take(this.offsets, this.count));
    this.splits.forEach((split) => split.run(this.offsets, this.count));
    this.next.forEach((node) => node.pass());
  }
}

/** Some of the tests that follow a node: each passes events on to its own node. */
interface Split {
  run(offsets: Int32Array, count: number): void;
}

/** All tests of one field: the number of an event's text says at once which of them accept it, however many there are. */
class PathSplit implements Split {
  private verdicts: NumberedVerdicts;

  constructor(
    readonly column: TextColumn,
    private readonly tests: PathTest[],
    private readonly nodes: ScanNode[]
  ) {
    this.verdicts = new NumberedVerdicts(column, tests);
  }

  /** False where there is no room for another test. */
  add(test: PathTest, node: ScanNode): boolean {
    if (this.tests.length === maxTests) {
      return false;
    }
    this.tests.push(test);
    this.nodes.push(node);
    return true;
  }

  run(offsets: Int32Array, count: number): void {
    const { nodes, verdicts } = this;
    nodes.forEach((node) => {
      node.count = 0;
    });
    for (let index = 0; index < count; index += 1) {
      const offset = offsets[index] as number;
      for (let mask = verdicts.of(offset); mask !== 0; mask &= mask - 1) {
        const node = nodes[31 - Math.clz32(mask & -mask)] as ScanNode;
        node.offsets[node.count] = offset;
        node.count += 1;
      }
    }
  }
}

/** A test of several fields or a script. */
class TestSplit implements Split {
  constructor(
    private readonly test: EventTest,
    private readonly node: ScanNode
  ) {}

  run(offsets: Int32Array, count: number): void {
    const { node, test } = this;
    node.count = 0;
    for (let index = 0; index < count && !node.isFailed; index += 1) {
      try {
        if (test.accepts(offsets[index] as number)) {
          node.offsets[node.count] = offsets[index] as number;
          node.count += 1;
        }
      } catch (error) {
        node.count = 0;
        node.fail(error);
      }
    }
  }
}

/**
 * One walk over events for any number of conditions, block by block. Conditions are cut into parts that must all hold; those that begin with the same parts
 * share their verdicts. Takes the events in order of arrival.
 */
export class Scan {
  readonly columns: BlockColumns;
  private readonly block: EventBlock;
  private readonly all = new ScanNode();

  constructor(readonly events: readonly EqlEvent[]) {
    this.block = new EventBlock(events);
    this.columns = new BlockColumns(this.block);
    this.all.offsets.forEach((_, offset) => {
      this.all.offsets[offset] = offset;
    });
  }

  /** The number of an event among all. */
  row(offset: number): number {
    return this.block.start + offset;
  }

  /** The share of the events that have been walked over, this block among them. */
  get progress(): number {
    return (this.block.start + this.block.length) / this.events.length;
  }

  /** Must be called before `run`. */
  add(matcher: Matcher, target: ScanTarget): void {
    if (matcher.kind === 'constant') {
      this.all.targets.push(...(matcher.value ? [target] : []));
      return;
    }
    conjuncts(matcher).reduce((node, part) => this.following(node, part), this.all).targets.push(target);
  }

  /** Walks over all events; every target has then heard of all of its own. */
  run(): void {
    const { block } = this;
    for (block.start = 0; block.start < this.events.length; block.start += blockSize) {
      block.length = Math.min(blockSize, this.events.length - block.start);
      this.columns.begin();
      this.all.count = block.length;
      this.all.pass();
    }
  }

  private following(node: ScanNode, part: Matcher): ScanNode {
    const key = predicateKey(part);
    const known = node.next.get(key);
    if (known !== undefined) {
      return known;
    }
    const next = new ScanNode();
    node.next.set(key, next);
    const path = onlyPath(part);
    if (path === undefined) {
      node.splits.push(new TestSplit(eventTest(part, this.columns), next));
      return next;
    }
    const test = this.columns.test(part, path);
    if (!node.splits.some((split) => split instanceof PathSplit && split.column === test.column && split.add(test, next))) {
      node.splits.push(new PathSplit(test.column, [test], [next]));
    }
    return next;
  }
}
