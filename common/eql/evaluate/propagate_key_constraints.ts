/**
 * A condition on a join key holds for the key of every other positive term too: Elasticsearch's `PropagateJoinKeyConstraints`. It shows with keys of several
 * values (eql-semantics.md §4).
 */
import type { CheckedKey, CheckedTerm, Typed, TypedField } from '../check/index';
import { typedChildren } from '../check/index';

interface Constraint {
  readonly condition: Typed;
  readonly term: CheckedTerm;
  readonly place: number;
}

/** The conjuncts of a condition. */
function conjuncts(condition: Typed): readonly Typed[] {
  return condition.kind === 'and' ? condition.operands.flatMap(conjuncts) : [condition];
}

function hasOr(node: Typed): boolean {
  return node.kind === 'or' || typedChildren(node).some(hasOr);
}

/** The first field in the condition that is one of the keys. */
function keyPlace(node: Typed, keys: readonly CheckedKey[]): number {
  if (node.kind === 'field') {
    return keys.findIndex(({ field }) => field !== undefined && field.field.path === node.field.path);
  }
  for (const child of typedChildren(node)) {
    const place = keyPlace(child, keys);
    if (place >= 0) {
      return place;
    }
  }
  return -1;
}

function constraintsOf(term: CheckedTerm): Constraint[] {
  return conjuncts(term.condition).flatMap((condition) => {
    const place = hasOr(condition) ? -1 : keyPlace(condition, term.keys);
    return place < 0 ? [] : [{ condition, term, place }];
  });
}

/** The condition with one field in place of another. */
function replaceField(node: Typed, path: string, by: TypedField): Typed {
  const replace = (child: Typed): Typed => replaceField(child, path, by);
  switch (node.kind) {
    case 'field':
      return node.field.path === path ? by : node;
    case 'literal':
      return node;
    case 'comparison':
    case 'equals_insensitive':
    case 'arithmetic':
      return { ...node, left: replace(node.left), right: replace(node.right) };
    case 'in':
      return { ...node, value: replace(node.value), items: node.items.map(replace) };
    case 'wildcard':
    case 'regex':
      return { ...node, left: replace(node.left) };
    case 'is_null':
    case 'is_not_null':
    case 'not':
    case 'negation':
      return { ...node, operand: replace(node.operand) };
    case 'and':
    case 'or':
      return { ...node, operands: node.operands.map(replace) };
    case 'call':
      return { ...node, arguments: node.arguments.map(replace) };
  }
}

function adapted({ condition, term, place }: Constraint, other: CheckedTerm): Typed[] {
  const own = term.keys[place]?.field;
  const local = other.keys[place]?.field;
  return other === term || own === undefined || local === undefined ? [] : [replaceField(condition, own.field.path, local)];
}

/** The conditions of all terms with what the other positive terms say about the keys. Missing terms neither give nor take. */
export function propagateKeyConstraints(terms: readonly CheckedTerm[]): readonly Typed[] {
  const constraints = terms.filter(({ missing }) => !missing).flatMap(constraintsOf);
  return terms.map((term) => {
    const added = term.missing ? [] : constraints.flatMap((constraint) => adapted(constraint, term));
    return added.length === 0 ? term.condition : { kind: 'and', operands: [term.condition, ...added], type: 'boolean', node: term.condition.node };
  });
}
