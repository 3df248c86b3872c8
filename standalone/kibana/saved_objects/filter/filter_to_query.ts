import type { SavedObjectsType } from '@kbn/core/server';
import { badRequest } from '../saved_object_errors';
import type { FilterTree } from './filter_tree';
import { parseFilter } from './parse_filter';

/** Takes a filter such as `alert.attributes.tags: "a"`, gives the query for it. Throws a Boom 400 for what is no filter or names no known type. */
export function filterToQuery(filter: string, types: readonly SavedObjectsType[]): object {
  return toQuery(parseFilter(filter), new Set(types.map(({ name }) => name)));
}

function toQuery(tree: FilterTree, types: ReadonlySet<string>): object {
  switch (tree.kind) {
    case 'and':
      return { bool: { filter: tree.children.map((child) => toQuery(child, types)) } };
    case 'or':
      return { bool: { should: tree.children.map((child) => toQuery(child, types)), minimum_should_match: 1 } };
    case 'not':
      return { bool: { must_not: [toQuery(tree.child, types)] } };
    case 'range':
      return onType(tree.field, types, (field) => ({ range: { [field]: { [tree.operator]: tree.value } } }));
    case 'is':
      return onType(tree.field, types, (field) => valueQuery(field, tree.value, tree.isQuoted));
  }
}

function valueQuery(field: string, value: string, isQuoted: boolean): object {
  if (isQuoted) return { match_phrase: { [field]: value } };
  if (value === '*') return { exists: { field } };
  const plain = value.replace(/\\(.)/g, '$1');
  return /(?<!\\)\*/.test(value) ? { wildcard: { [field]: { value } } } : { match: { [field]: { query: plain, lenient: true } } };
}

/** `type.attributes.x` is the field `type.x`; `type.updated_at` and the like are fields of the document, of that type only. */
function onType(name: string, types: ReadonlySet<string>, query: (field: string) => object): object {
  const [type = '', part, ...rest] = name.split('.');
  if (!types.has(type)) throw badRequest(`This type ${type} is not allowed: Bad Request`);
  if (part === 'attributes' && rest.length > 0) return query(`${type}.${rest.join('.')}`);
  if (part !== undefined && rest.length === 0 && ['updated_at', 'created_at', 'namespaces'].includes(part)) return { bool: { filter: [{ term: { type } }, query(part)] } };
  throw badRequest(`This key '${name}' does NOT match the filter proposition SavedObjectType.attributes.key: Bad Request`);
}
