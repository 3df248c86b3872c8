import type { EqlEvent } from '../../schema/event_source';
import type { Matcher } from '../matcher';
import { conjuncts } from './conjuncts';
import { maxTests } from './numbered_verdicts';
import { onlyPath } from './path_test';
import { predicateKey } from './predicate_key';
import { sameText } from './same_text';

/** Whether texts repeat is asked when there are this many different ones, and again at each doubling up to the last. */
const firstCheck = 4096;
const mostTexts = 65_536;
/** Verdicts are kept while fewer than this share of the texts is new. */
const newShare = 0.8;

/** Events that met the same tests so far: who wants them, and the tests that come next. */
class TreeNode<Target> {
  readonly targets: Target[] = [];
  readonly next = new Map<string, TreeNode<Target>>();
  readonly splits: TextSplit<Target>[] = [];
  /** Tests of several fields, and scripts. */
  readonly tests: { readonly matcher: Matcher; readonly node: TreeNode<Target> }[] = [];

  meet(event: EqlEvent, met: Target[]): void {
    const { targets, splits, tests } = this;
    for (let index = 0; index < targets.length; index += 1) {
      met.push(targets[index] as Target);
    }
    for (let index = 0; index < splits.length; index += 1) {
      (splits[index] as TextSplit<Target>).meet(event, met);
    }
    for (let index = 0; index < tests.length; index += 1) {
      const { matcher, node } = tests[index] as (typeof tests)[number];
      if (matcher.matches(event)) {
        node.meet(event, met);
      }
    }
  }

  following(part: Matcher): TreeNode<Target> {
    const key = predicateKey(part);
    const known = this.next.get(key);
    if (known !== undefined) {
      return known;
    }
    const node = new TreeNode<Target>();
    this.next.set(key, node);
    const path = onlyPath(part);
    if (path === undefined) {
      this.tests.push({ matcher: part, node });
    } else if (!this.splits.some((split) => split.path === path && split.add(part, node))) {
      const split = new TextSplit<Target>(path);
      split.add(part, node);
      this.splits.push(split);
    }
    return node;
  }
}

/** All tests of one field behind one node; their verdicts on a text are kept as long as texts repeat. */
class TextSplit<Target> {
  private readonly matchers: Matcher[] = [];
  private readonly nodes: TreeNode<Target>[] = [];
  private masks: Map<string, number> | undefined = new Map();
  private asked = 0;
  private nextCheck = firstCheck;
  private readonly ownPath: string;

  constructor(readonly path: string) {
    this.ownPath = sameText(path);
  }

  /** False where there is no room. */
  add(matcher: Matcher, node: TreeNode<Target>): boolean {
    if (this.matchers.length === maxTests) {
      return false;
    }
    this.matchers.push(matcher);
    this.nodes.push(node);
    return true;
  }

  meet(event: EqlEvent, met: Target[]): void {
    for (let mask = this.mask(event); mask !== 0; mask &= mask - 1) {
      (this.nodes[31 - Math.clz32(mask & -mask)] as TreeNode<Target>).meet(event, met);
    }
  }

  /** Bit n is set where test n accepts the event. */
  private mask(event: EqlEvent): number {
    const { masks } = this;
    const values = masks === undefined ? [] : event.values(this.ownPath);
    const only = values[0];
    if (masks === undefined || values.length !== 1 || typeof only !== 'string') {
      return this.ask(event);
    }
    this.asked += 1;
    return masks.get(only) ?? this.keep(masks, only, this.ask(event));
  }

  private ask(event: EqlEvent): number {
    let mask = 0;
    for (let index = 0; index < this.matchers.length; index += 1) {
      mask |= (this.matchers[index] as Matcher).matches(event) ? 1 << index : 0;
    }
    return mask;
  }

  private keep(masks: Map<string, number>, text: string, mask: number): number {
    masks.set(text, mask);
    if (masks.size >= this.nextCheck) {
      this.nextCheck *= 2;
      this.masks = masks.size < mostTexts && masks.size <= this.asked * newShare ? masks : undefined;
    }
    return mask;
  }
}

/** Any number of conditions asked of one event after the other: those that begin with the same tests share them, and tests of a field are asked once for each of its texts. */
export class ConditionTree<Target> {
  private readonly root = new TreeNode<Target>();
  private readonly met: Target[] = [];

  add(matcher: Matcher, target: Target): void {
    if (matcher.kind !== 'constant') {
      conjuncts(matcher).reduce((node, part) => node.following(part), this.root).targets.push(target);
    } else if (matcher.value) {
      this.root.targets.push(target);
    }
  }

  /** Whose conditions the event meets. The list is used again afterwards. Throws where a script fails on the event. */
  targetsOf(event: EqlEvent): readonly Target[] {
    if (this.met.length > 0) {
      this.met.length = 0;
    }
    this.root.meet(event, this.met);
    return this.met;
  }
}
