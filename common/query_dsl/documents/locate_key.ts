import type { CompiledMapping } from '../mapping/compiled_mapping';
import type { Field, LeafNode, AliasNode, MappingNode, ObjectNode } from '../mapping/field';

/** Where a key of an object leads in the mapping. `nested` are the nested objects that a dotted key passes, outermost first. */
export type KeyPlace = { readonly nested: readonly ObjectNode[] } & (
  | { readonly kind: 'node'; readonly node: MappingNode }
  /** No such field; `rest` are the names below `parent`. */
  | { readonly kind: 'new'; readonly parent: ObjectNode; readonly rest: readonly string[] }
  /** A name below a field, which can hold none. */
  | { readonly kind: 'below_leaf'; readonly leaf: LeafNode | AliasNode; readonly parent: ObjectNode; readonly rest: readonly string[] }
  | { readonly kind: 'disabled' }
  /** A name Elasticsearch does not take, with its sentence. */
  | { readonly kind: 'bad_name'; readonly sentence: string }
);

const NONE: readonly ObjectNode[] = [];

/** Finds what a key of an object of the source stands for: a child, a dotted path, or nothing the mapping knows. */
export function locateKey(mapping: CompiledMapping, node: ObjectNode, key: string): KeyPlace {
  const child = node.children.get(key);
  if (child) return { kind: 'node', node: child, nested: NONE };
  const known = node === mapping.root ? mapping.resolve(key) : undefined;
  if (known && isPlainLeaf(known, key)) return { kind: 'node', node: { kind: 'field', field: known }, nested: NONE };
  const parts = key.split('.');
  const sentence = nameProblem(key, parts);
  return sentence === undefined ? followParts(node, parts) : { kind: 'bad_name', sentence, nested: NONE };
}

function followParts(node: ObjectNode, parts: readonly string[]): KeyPlace {
  const nested: ObjectNode[] = [];
  let parent = node;
  for (let index = 0; ; index += 1) {
    const child = parent.children.get(parts[index] ?? '');
    if (!child) return { kind: 'new', parent, rest: parts.slice(index), nested };
    if (index === parts.length - 1) return { kind: 'node', node: child, nested };
    if (child.kind !== 'object') return { kind: 'below_leaf', leaf: child, parent, rest: parts.slice(index), nested };
    if (!child.enabled) return { kind: 'disabled', nested };
    if (child.nested) nested.push(child);
    parent = child;
  }
}

/** A field that a dotted key of the root names in full: no alias, multi-field, nested, flattened or runtime field. */
function isPlainLeaf(field: Field, key: string): boolean {
  return field.path === key && field.parentPath === undefined && field.nestedPath === undefined && field.flattenedKey === undefined && !field.isRuntime && field.family !== 'metadata';
}

function nameProblem(key: string, parts: readonly string[]): string | undefined {
  if (key === '') return 'field name cannot be an empty string';
  return parts.some((part) => part.trim() === '') ? `field name cannot contain only whitespace: ['${key}']` : undefined;
}
