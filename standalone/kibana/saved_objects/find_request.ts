import type { SavedObjectsFindOptions, SavedObjectsType } from '@kbn/core/server';
import { DEFAULT_NAMESPACE } from './raw_document';
import { badRequest } from './saved_object_errors';
import { filterToQuery } from './filter/filter_to_query';

const ROOT_FIELDS = new Set(['type', 'namespace', 'namespaces', 'created_at', 'updated_at', 'references']);

export interface FindInput {
  /** Of the known types among those asked for. */
  readonly types: readonly SavedObjectsType[];
  readonly namespaces: readonly string[];
  readonly options: SavedObjectsFindOptions;
}

/** Gives the body of the search that a `find` makes. Throws a Boom 400 for a filter or sort field that cannot be meant. */
export function buildFindRequest({ types, namespaces, options }: FindInput): Record<string, unknown> {
  const { page = 1, perPage = 20, sortField, sortOrder, search, searchFields, filter } = options;
  const filters = [{ bool: { should: types.map((type) => typeClause(type, namespaces)), minimum_should_match: 1 } }, ...(filter ? [filterToQuery(filter, types)] : [])];
  return {
    from: perPage * (page - 1),
    size: perPage,
    track_total_hits: true,
    seq_no_primary_term: true,
    query: { bool: { filter: filters, ...(search ? { must: [searchClause(search, searchFields, types)] } : {}) } },
    ...(sortField ? { sort: [sortClause(sortField, sortOrder ?? 'asc', types)] } : {}),
  };
}

function typeClause(type: SavedObjectsType, namespaces: readonly string[]): object {
  const isType = { term: { type: type.name } };
  const anywhere = namespaces.includes('*');
  if (type.namespaceType === 'agnostic') return { bool: { must: [isType], must_not: [{ exists: { field: 'namespace' } }, { exists: { field: 'namespaces' } }] } };
  if (anywhere) return isType;
  if (type.namespaceType !== 'single') return { bool: { must: [isType, { terms: { namespaces: [...namespaces, '*'] } }] } };
  const named = namespaces.filter((each) => each !== DEFAULT_NAMESPACE);
  const should = [
    ...(named.length > 0 ? [{ terms: { namespace: named } }] : []),
    ...(namespaces.includes(DEFAULT_NAMESPACE) ? [{ bool: { must_not: [{ exists: { field: 'namespace' } }] } }] : []),
  ];
  return { bool: { must: [isType], should, minimum_should_match: 1 } };
}

/** Every word of the text may match in any field; `golden*` finds words that begin so, `"a b"` the phrase. */
function searchClause(search: string, searchFields: readonly string[] | undefined, types: readonly SavedObjectsType[]): object {
  const fields = types.flatMap((type) => (searchFields ?? Object.keys(type.mappings.properties)).map((field) => `${type.name}.${field.replace(/\^.*$/, '')}`));
  const words = search.match(/"[^"]*"|\S+/g) ?? [];
  const should = words.flatMap((word) => fields.map((field) => wordClause(field, word)));
  return { bool: { should, minimum_should_match: 1 } };
}

function wordClause(field: string, word: string): object {
  if (word === '*') return { exists: { field } };
  if (word.startsWith('"')) return { match_phrase: { [field]: word.replaceAll('"', '') } };
  if (word.endsWith('*')) return { prefix: { [field]: { value: word.slice(0, -1), case_insensitive: true } } };
  return { match: { [field]: { query: word, lenient: true } } };
}

function sortClause(field: string, order: 'asc' | 'desc', types: readonly SavedObjectsType[]): object {
  if (field === '_score') return { _score: { order } };
  if (ROOT_FIELDS.has(field)) return { [field]: { order, unmapped_type: 'keyword' } };
  const [type, ...others] = types;
  if (!type || others.length > 0) throw badRequest(`Unable to sort multiple types by field ${field}, not a root property`);
  const mapping = mappingOf(type, field);
  if (!mapping) throw badRequest(`Unknown sort field ${field}`);
  return { [`${type.name}.${field}`]: { order, unmapped_type: typeof mapping['type'] === 'string' ? mapping['type'] : 'keyword' } };
}

function mappingOf(type: SavedObjectsType, field: string): Record<string, unknown> | undefined {
  let properties: Record<string, unknown> | undefined = type.mappings.properties;
  let found: Record<string, unknown> | undefined;
  for (const name of field.split('.')) {
    found = properties?.[name] as Record<string, unknown> | undefined;
    properties = (found?.['properties'] ?? found?.['fields']) as Record<string, unknown> | undefined;
  }
  return found;
}
