import { explainKqlTrace, fieldsOfKql } from '../../common/detection/index';
import { compile, type KqlNode, parse } from '../../common/kql/index';
import type { ParsedQuery } from './query_match';

/** Parses KQL; it is converted as rules convert it. `now` is in epoch milliseconds. Throws KqlSyntaxError. */
export function parseKqlQuery(text: string, { now }: { readonly now: number }): ParsedQuery {
  const node = parse(text);
  return {
    fields: [...new Set(fieldsOfKql(node))],
    asksForPatterns: asksForPatterns(node),
    begin: ({ mapping }) => {
      const compiled = compile(node, { mapping, context: { now } });
      return {
        accept: (document, source) => (compiled.matches(document) ? { kind: 'event', event: { source, explain: () => explainKqlTrace(compiled.trace(document)) } } : undefined),
        finish: () => [],
      };
    },
  };
}

function asksForPatterns(node: KqlNode): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.some(asksForPatterns);
    case 'not':
    case 'nested':
      return asksForPatterns(node.child);
    default:
      return node.field.type === 'wildcard' || node.field.value === null;
  }
}
