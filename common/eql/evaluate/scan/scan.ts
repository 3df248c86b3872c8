import type { EqlEvent } from '../../schema/event_source';
import type { Matcher } from '../matcher';
import { BlockColumns } from './block_columns';
import { conjuncts } from './conjuncts';
import { blockSize, EventBlock } from './event_block';
import { type EventTest, eventTest } from './event_test';
import { PathTest } from './path_test';
import { predicateKey } from './predicate_key';

/** Who wants the events that meet a condition. */
export interface ScanTarget {
  /** Takes the offsets in the block of the next events that meet it: the first `count` of the list, ascending. The list is used again afterwards. */
  take(offsets: Int32Array, count: number): void;
  /** A script failed on an event that met all tests before it; nothing more is given. */
  fail(error: unknown): void;
}

/** A test after those of the nodes above it. */
interface ScanNode {
  readonly test: EventTest;
  /** The offsets of the block that passed. */
  readonly passed: Int32Array;
  readonly following: Map<string, ScanNode>;
  readonly targets: ScanTarget[];
  isFailed: boolean;
}

function narrow(offsets: Int32Array, count: number, { test, passed }: ScanNode): number {
  let size = 0;
  for (let index = 0; index < count; index += 1) {
    const offset = offsets[index] as number;
    if (test.accepts(offset)) {
      passed[size] = offset;
      size += 1;
    }
  }
  return size;
}

/** The same loop for the commonest test: one class at its call, which JavaScript engines then unfold. */
function narrowByPath(offsets: Int32Array, count: number, passed: Int32Array, test: PathTest): number {
  let size = 0;
  for (let index = 0; index < count; index += 1) {
    const offset = offsets[index] as number;
    if (test.accepts(offset)) {
      passed[size] = offset;
      size += 1;
    }
  }
  return size;
}

/**
 * One walk over events for any number of conditions, block by block. Conditions are cut into parts that must all hold; those that begin with the same parts
 * share their verdicts. Takes the events in order of arrival.
 */
export class Scan {
  readonly columns: BlockColumns;
  private readonly block: EventBlock;
  private readonly first = new Map<string, ScanNode>();
  private readonly everything: ScanTarget[] = [];

  constructor(readonly events: readonly EqlEvent[]) {
    this.block = new EventBlock(events);
    this.columns = new BlockColumns(this.block);
  }

  /** The number of an event among all. */
  row(offset: number): number {
    return this.block.start + offset;
  }

  /** Must be called before `run`. */
  add(matcher: Matcher, target: ScanTarget): void {
    if (matcher.kind === 'constant') {
      this.everything.push(...(matcher.value ? [target] : []));
      return;
    }
    let nodes = this.first;
    let targets = this.everything;
    for (const part of conjuncts(matcher)) {
      const key = predicateKey(part);
      const node = nodes.get(key) ?? { test: eventTest(part, this.columns), passed: new Int32Array(blockSize), following: new Map<string, ScanNode>(), targets: [], isFailed: false };
      nodes.set(key, node);
      ({ following: nodes, targets } = node);
    }
    targets.push(target);
  }

  /** Walks over all events; every target has then heard of all of its own. */
  run(): void {
    const all = Int32Array.from({ length: blockSize }, (_, offset) => offset);
    const { block } = this;
    for (block.start = 0; block.start < this.events.length; block.start += blockSize) {
      block.length = Math.min(blockSize, this.events.length - block.start);
      this.columns.begin();
      this.everything.forEach((target) => target.take(all, block.length));
      this.first.forEach((node) => this.visit(node, all, block.length));
    }
  }

  private visit(node: ScanNode, offsets: Int32Array, count: number): void {
    if (node.isFailed || count === 0) {
      return;
    }
    const size = this.ask(node, offsets, count);
    if (size > 0) {
      node.targets.forEach((target) => target.take(node.passed, size));
      node.following.forEach((next) => this.visit(next, node.passed, size));
    }
  }

  private ask(node: ScanNode, offsets: Int32Array, count: number): number {
    try {
      return node.test instanceof PathTest ? narrowByPath(offsets, count, node.passed, node.test) : narrow(offsets, count, node);
    } catch (error) {
      this.fail(node, error);
      return 0;
    }
  }

  private fail(node: ScanNode, error: unknown): void {
    node.isFailed = true;
    node.targets.forEach((target) => target.fail(error));
    node.following.forEach((next) => this.fail(next, error));
  }
}
