import { WILDCARD_SYMBOL, type KqlNode, type KqlOperand } from './ast';

const OPERATOR_TEXT = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/**
 * Writes a tree as a query that parses to the same tree. Brackets stand around every `or` and `and`; layout and comments of the
 * text it came from are not kept (edit the text by locations to keep them).
 */
export function print(node: KqlNode): string {
  switch (node.kind) {
    case 'or':
    case 'and':
      return `(${node.children.map(print).join(` ${node.kind.toUpperCase()} `)})`;
    case 'not':
      return `NOT ${node.child.kind === 'not' ? `(${print(node.child)})` : print(node.child)}`;
    case 'range':
      return `${printOperand(node.field)} ${OPERATOR_TEXT[node.operator]} ${printOperand(node.value)}`;
    case 'nested':
      return `${printOperand(node.path)}: { ${print(node.child)} }`;
    case 'is':
      return node.field.type === 'literal' && node.field.value === null && !node.field.isQuoted && node.field.location.start === node.field.location.end
        ? printOperand(node.value)
        : `${printOperand(node.field)}: ${printOperand(node.value)}`;
  }
}

function printOperand(operand: KqlOperand): string {
  if (operand.type === 'wildcard') return operand.value.split(WILDCARD_SYMBOL).map(escapeUnquoted).join('*').replace(/ $/, '\\u0020');
  if (operand.isQuoted) return `"${escapeQuoted(String(operand.value))}"`;
  if (operand.value === '') return '\\t';
  return escapeUnquoted(String(operand.value));
}

const CONTROL: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r', '\n': '\\n' };

function escapeQuoted(text: string): string {
  return text.replace(/[\\"]/g, '\\$&').replace(/[\t\r\n]/g, (character) => CONTROL[character] ?? character);
}

/** `not` before a blank always ends a word and `\not` is a line feed, so its first letter is written as its code. */
function escapeUnquoted(text: string): string {
  return text
    .replace(/[\\():<>"*{}]/g, '\\$&')
    .replace(/(n)(?=ot(?:[ \t\r\n\u00a0]|$))/gi, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
    .replace(/(^|[ \t\r\n\u00a0])(or|and)(?=[ \t\r\n\u00a0]|$)/gi, '$1\\$2')
    .replace(/[\t\r\n]/g, (character) => CONTROL[character] ?? character);
}
