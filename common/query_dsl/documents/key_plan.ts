import type { CompiledMapping } from '../mapping/compiled_mapping';
import type { Field, MappingNode, ObjectNode } from '../mapping/field';
import { safeTextLength } from './check_text';
import { locateKey, type KeyPlace } from './locate_key';
import { WantedBytes } from './scan_json';

/** What a scan does with the value of a key. */
interface KeyPlan {
  /** `whole`: only a reading of the whole document can tell. */
  readonly kind: 'field' | 'object' | 'ignored' | 'whole';
  readonly field?: Field;
  readonly object?: ObjectPlan;
}

/** A key with its plan. */
export class KeyStep {
  readonly kind: KeyPlan['kind'];
  readonly field: Field | undefined;
  readonly object: ObjectPlan | undefined;
  /** A text up to this long needs no other check; -1: each text does. */
  readonly safeLength: number;
  /** The key as bytes of UTF-8, its quotes and the colon included. */
  readonly quoted: WantedBytes;
  /** Steps that came after this one, the usual one first: sources repeat the order of their keys. */
  readonly followers: KeyStep[] = [];
  /** The object in which the key was met last. */
  metIn = 0;

  constructor(
    key: string,
    { kind, field, object }: KeyPlan,
    /** Where the values of the field are kept; -1: not kept. */
    readonly slot: number,
  ) {
    this.quoted = new WantedBytes(new TextEncoder().encode(`"${key}":`));
    this.kind = kind;
    this.field = field;
    this.object = object;
    this.safeLength = kind === 'ignored' ? Number.POSITIVE_INFINITY : field === undefined ? -1 : safeTextLength(field);
  }
}

const IGNORED: KeyPlan = { kind: 'ignored' };
const WHOLE: KeyPlan = { kind: 'whole' };

/** Sources decide which keys there are: beyond this many, none is kept. */
const MAX_KEPT_STEPS = 20_000;
const MAX_FOLLOWERS = 6;

/** How documents are read with one mapping; `slots` says where the values of which fields are kept. */
export class DocumentPlan {
  readonly root: ObjectPlan;
  private readonly objects = new Map<ObjectNode, ObjectPlan>();
  private keptSteps = 0;

  constructor(
    private readonly mapping: CompiledMapping,
    private readonly slots: ReadonlyMap<string, number>,
  ) {
    this.root = this.objectPlan(mapping.root);
  }

  /** True while there is room for one more step. */
  mayKeep(): boolean {
    this.keptSteps += 1;
    return this.keptSteps <= MAX_KEPT_STEPS;
  }

  stepOf(node: ObjectNode, key: string): KeyStep {
    const plan = this.planOf(node, key);
    return new KeyStep(key, plan, this.slots.get(plan.field?.path ?? '') ?? -1);
  }

  private planOf(node: ObjectNode, key: string): KeyPlan {
    const place = locateKey(this.mapping, node, key);
    if (place.nested.length > 0) return WHOLE;
    switch (place.kind) {
      case 'node':
        return this.nodePlan(place.node);
      case 'new':
        return this.newFieldPlan(place);
      case 'below_leaf':
        return place.parent.dynamic === 'false' ? IGNORED : WHOLE;
      case 'bad_name':
        return WHOLE;
      case 'disabled':
        return IGNORED;
    }
  }

  private nodePlan(node: MappingNode): KeyPlan {
    if (node.kind === 'field') return this.fieldPlan(node.field);
    if (node.kind === 'alias' || node.nested) return WHOLE;
    return node.enabled ? { kind: 'object', object: this.objectPlan(node) } : IGNORED;
  }

  private objectPlan(node: ObjectNode): ObjectPlan {
    let plan = this.objects.get(node);
    if (!plan) {
      plan = new ObjectPlan(this, node);
      this.objects.set(node, plan);
    }
    return plan;
  }

  private newFieldPlan({ parent, rest }: Extract<KeyPlace, { kind: 'new' }>): KeyPlan {
    const path = [...(parent.path === '' ? [] : [parent.path]), ...rest].join('.');
    const isRuntime = this.mapping.resolve(path)?.isRuntime === true;
    return parent.dynamic === 'false' && !isRuntime ? IGNORED : WHOLE;
  }

  private fieldPlan(field: Field): KeyPlan {
    if (field.copyTo.length > 0 || field.isRuntime || READ_WHOLE.has(field.family)) return WHOLE;
    return { kind: 'field', field };
  }
}

const READ_WHOLE: ReadonlySet<string> = new Set(['range', 'flattened', 'opaque', 'metadata']);

/** What to do with the keys of one object of the mapping, each found out when it is first met. */
export class ObjectPlan {
  private readonly steps = new Map<string, KeyStep>();
  /** Stands before the first key. */
  readonly start = new KeyStep('', IGNORED, -1);

  constructor(
    private readonly document: DocumentPlan,
    private readonly node: ObjectNode,
  ) {}

  /** The step of a key (which has no escapes) that comes after another; undefined where there are too many keys to know one again. */
  stepAfter(previous: KeyStep, key: string): KeyStep | undefined {
    const known = this.steps.get(key);
    const step = known ?? this.document.stepOf(this.node, key);
    const isKept = known !== undefined || this.document.mayKeep();
    if (isKept) this.steps.set(key, step);
    if (isKept && previous.followers.length < MAX_FOLLOWERS && !previous.followers.includes(step)) previous.followers.push(step);
    return isKept || step.kind === 'ignored' ? step : undefined;
  }
}
