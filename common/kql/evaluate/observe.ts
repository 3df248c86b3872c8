import { formatValue, type Field, type IndexedDocument } from '../../query_dsl/index';
import { isLoneWildcard, operandText, type KqlNode, type KqlOperand } from '../language/ast';
import { nameTest } from '../language/wildcard_text';
import { spansIn, type MatchSpan } from './spans';
import type { TraceScope } from './trace_scope';

export type { MatchSpan };
export type Leaf = Extract<KqlNode, { kind: 'is' | 'range' }>;

/** What a clause saw: the value that decided, or the first one there is. */
export interface Observation {
  /** Full name of the field whose value is shown; the name as written where no field has a value. */
  readonly field: string;
  /** The value as text; absent where the field has none. */
  readonly text?: string;
  /** Which value of the field, from 0; absent where it has only one. */
  readonly element?: number;
  /** What of the text the clause's parts stand for; empty where it did not match. */
  readonly spans: readonly MatchSpan[];
}

/** Finds the value a clause matched on, with its characters; for one that did not match, the first value it looked at. */
export function observe(leaf: Leaf, document: IndexedDocument, matched: boolean, nestedPath: string | undefined, scope: TraceScope): Observation {
  const written = writtenName(leaf, nestedPath);
  let first: Observation | undefined;
  const fields = fieldsOf(leaf, nestedPath, scope);
  for (const field of fields) {
    const decides = matched && (fields.length === 1 || matchesAlone(leaf, field, document, nestedPath, scope));
    const values = document.fieldValues(field).map((value) => String(formatValue(field, value)));
    for (let index = 0; index < values.length; index += 1) {
      const text = values[index] ?? '';
      const element = values.length > 1 ? { element: index } : {};
      const spans = decides ? spansIn(leaf, field, text) : undefined;
      if (spans) return { field: field.path, text, ...element, spans };
      first ??= { field: field.path, text, ...element, spans: [] };
    }
  }
  return first ?? { field: written, spans: [] };
}

/** The clauses of one leaf, each for one of its fields; kept, so that the scope's own store of them stays as small. */
const clausesOfFields = new WeakMap<Leaf, Map<string, Leaf>>();

/** Whether the clause holds for this one of its fields: a pattern of names, or none, asks for several. */
function matchesAlone(leaf: Leaf, { path }: Field, document: IndexedDocument, nestedPath: string | undefined, scope: TraceScope): boolean {
  const known = clausesOfFields.get(leaf) ?? new Map<string, Leaf>();
  clausesOfFields.set(leaf, known);
  const name = nestedPath === undefined ? path : path.slice(nestedPath.length + 1);
  const alone: Leaf = known.get(path) ?? { ...leaf, field: { type: 'literal', value: name, isQuoted: false, location: leaf.field.location } };
  known.set(path, alone);
  return scope.clause(alone, nestedPath)?.matches(document) ?? false;
}

function writtenName(leaf: Leaf, nestedPath: string | undefined): string {
  const own = leaf.field.type === 'literal' && leaf.field.value === null ? '*' : operandText(leaf.field);
  return nestedPath === undefined ? own : `${nestedPath}.${own}`;
}

function fieldsOf(leaf: Leaf, nestedPath: string | undefined, scope: TraceScope): readonly Field[] {
  return fieldNames(leaf, nestedPath, scope).flatMap((name) => scope.mapping.resolve(name) ?? []);
}

function fieldNames(leaf: Leaf, nestedPath: string | undefined, scope: TraceScope): readonly string[] {
  const field = fullName(leaf.field, nestedPath);
  if (field.type === 'literal' && field.value === null) return scope.mapping.fieldNames();
  if (field.type === 'literal') return [String(field.value)];
  return scope.mapping.fieldNames().filter(isLoneWildcard(field) ? () => true : nameTest(field));
}

function fullName(field: KqlOperand, nestedPath: string | undefined): KqlOperand {
  if (nestedPath === undefined) return field;
  return { ...field, value: `${nestedPath}.${String(field.value)}` };
}
