import type { KqlNode, KqlOperand } from './ast';

/** JSON as Kibana's `fromKueryExpression` gives it. */
export type KibanaAst =
  | { readonly type: 'literal'; readonly value: string | boolean | null; readonly isQuoted: boolean }
  | { readonly type: 'wildcard'; readonly value: string }
  | { readonly type: 'function'; readonly function: string; readonly arguments: readonly (KibanaAst | string)[] };

/** The tree in Kibana's form, without locations, keys in Kibana's order. */
export function toKibanaAst(node: KqlNode): KibanaAst {
  switch (node.kind) {
    case 'or':
    case 'and':
      return call(node.kind, node.children.map(toKibanaAst));
    case 'not':
      return call('not', [toKibanaAst(node.child)]);
    case 'is':
      return call('is', [operand(node.field), operand(node.value)]);
    case 'range':
      return call('range', [operand(node.field), node.operator, operand(node.value)]);
    case 'nested':
      return call('nested', [operand(node.path), toKibanaAst(node.child)]);
  }
}

function call(name: string, parts: readonly (KibanaAst | string)[]): KibanaAst {
  return { type: 'function', function: name, arguments: parts };
}

function operand(node: KqlOperand): KibanaAst {
  if (node.type === 'wildcard') return { type: 'wildcard', value: node.value };
  return { type: 'literal', value: node.value, isQuoted: node.isQuoted };
}
