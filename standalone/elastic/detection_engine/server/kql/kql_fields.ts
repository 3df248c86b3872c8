import { operandText } from '../../../../../common/kql';
import type { KqlNode, KqlOperand } from '../../../../../common/kql';

const join = (path: string | undefined, name: string): string => (path === undefined ? name : `${path}.${name}`);

const isNone = (field: KqlOperand): boolean => field.type === 'literal' && field.value === null;

/** Names and patterns of the fields that an expression asks for; nested groups name their path too. */
export function kqlFields(node: KqlNode, path?: string): string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.flatMap((child) => kqlFields(child, path));
    case 'not':
      return kqlFields(node.child, path);
    case 'nested': {
      const own = join(path, operandText(node.path));
      return [own, ...kqlFields(node.child, own)];
    }
    default:
      return isNone(node.field) ? [] : [join(path, operandText(node.field))];
  }
}
