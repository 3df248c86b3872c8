import type { CompiledMapping } from '../mapping/compiled_mapping';
import type { Field, MappingNode, ObjectNode } from '../mapping/field';
import { isParsedEarly, safeTextLength } from './check_text';
import { locateKey, type KeyPlace } from './locate_key';

/** What a partial reading does with the value of a key. */
export interface KeyPlan {
  /** `whole`: only a reading of the whole document can tell. */
  readonly kind: 'field' | 'object' | 'ignored' | 'whole';
  readonly field: Field | undefined;
  readonly object: ObjectPlan | undefined;
  /** Where the values of the field are kept; -1: not kept. */
  readonly slot: number;
  /** A text up to this long needs no other check; -1: each text does. */
  readonly safeLength: number;
}

const IGNORED: KeyPlan = { kind: 'ignored', field: undefined, object: undefined, slot: -1, safeLength: Number.POSITIVE_INFINITY };
const WHOLE: KeyPlan = { kind: 'whole', field: undefined, object: undefined, slot: -1, safeLength: -1 };

/** Sources decide which keys there are: beyond this many, plans are made anew each time. */
const MAX_KEPT_PLANS = 20_000;

/** The plans of one mapping; `slots` says where the values of which fields are kept. */
export class DocumentPlan {
  readonly root: ObjectPlan;
  private readonly objects = new Map<ObjectNode, ObjectPlan>();
  private keptPlans = 0;

  constructor(
    private readonly mapping: CompiledMapping,
    private readonly slots: ReadonlyMap<string, number>,
  ) {
    this.root = this.objectPlan(mapping.root);
  }

  /** True while there is room for one more plan. */
  mayKeep(): boolean {
    this.keptPlans += 1;
    return this.keptPlans <= MAX_KEPT_PLANS;
  }

  planOf(node: ObjectNode, key: string): KeyPlan {
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
    return node.enabled ? { kind: 'object', field: undefined, object: this.objectPlan(node), slot: -1, safeLength: -1 } : IGNORED;
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
    return { kind: 'field', field, object: undefined, slot: this.slots.get(field.path) ?? -1, safeLength: isParsedEarly(field) ? -1 : safeTextLength(field) };
  }
}

const READ_WHOLE: ReadonlySet<string> = new Set(['range', 'flattened', 'opaque', 'metadata']);

/** What to do with the keys of one object of the mapping, each found out when it is first met. */
export class ObjectPlan {
  private readonly plans = new Map<string, KeyPlan>();

  constructor(
    private readonly document: DocumentPlan,
    private readonly node: ObjectNode,
  ) {}

  planOf(key: string): KeyPlan {
    return this.plans.get(key) ?? this.addPlan(key);
  }

  private addPlan(key: string): KeyPlan {
    const plan = this.document.planOf(this.node, key);
    if (this.document.mayKeep()) this.plans.set(key, plan);
    return plan;
  }
}
