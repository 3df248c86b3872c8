import type { AnyNode, JoinKeys, SequenceTerm } from './ast';

function termChildren(term: SequenceTerm): readonly AnyNode[] {
  return [term.filter, ...(term.by === null ? [] : [term.by]), ...(term.runs === null ? [] : [term.runs])];
}

function keysOf(by: JoinKeys | null): readonly AnyNode[] {
  return by === null ? [] : [by];
}

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  switch (node.kind) {
    case 'event_query':
      return [node.filter, ...node.pipes];
    case 'sequence':
      return [...keysOf(node.by), ...(node.maxSpan === null ? [] : [node.maxSpan]), ...node.terms, ...(node.until === null ? [] : [node.until]), ...node.pipes];
    case 'sample':
      return [...keysOf(node.by), ...node.terms];
    case 'sequence_term':
      return termChildren(node);
    case 'event_filter':
      return [node.condition];
    case 'join_keys':
      return node.keys;
    case 'pipe':
      return [node.argument];
    case 'logical':
      return node.operands;
    case 'not':
    case 'sign':
      return [node.operand];
    case 'comparison':
    case 'arithmetic':
      return [node.left, node.right];
    case 'membership':
      return [node.value, ...node.items];
    case 'pattern_match':
      return [node.value, ...node.patterns];
    case 'call':
      return node.arguments;
    case 'parenthesized':
      return [node.expression];
    default:
      return [];
  }
}

/** Calls `enter` for every node from the top, with the nodes above it (nearest last); `false` leaves the node's children out. */
export function visit(node: AnyNode, enter: (node: AnyNode, ancestors: readonly AnyNode[]) => boolean | void, ancestors: readonly AnyNode[] = []): void {
  if (enter(node, ancestors) === false) {
    return;
  }
  const below = [...ancestors, node];
  for (const child of childrenOf(node)) {
    visit(child, enter, below);
  }
}
