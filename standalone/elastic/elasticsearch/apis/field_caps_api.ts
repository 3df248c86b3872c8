import { parseQuery, type CompiledMapping, type Field, type ParsedQuery } from '../../../../common/query_dsl';
import { validationFailed } from '../errors/known_errors';
import { bodyText, objectBody, ok, type ApiRequest, type ApiResponse } from '../http/api_request';
import type { Route } from '../http/router';
import { isArray, isObject, setOwn, stringList } from '../json/values';
import { matchesWildcard } from '../json/wildcard';
import type { BodyValue } from '../json/write_json';
import { bindQuery, matchesOf, type SearchTarget } from '../search/search_target';
import { searchTargets } from './search_apis';
import { indexExpression, INDICES_PARAMETERS, type Services } from './services';

const PARAMETERS = [...INDICES_PARAMETERS, 'fields', 'filters', 'types', 'include_unmapped', 'include_empty_fields', 'project_routing'];

export function fieldCapsRoutes(services: Services): Route[] {
  const handler = (request: ApiRequest): ApiResponse => fieldCaps(services, request);
  return ['/_field_caps', '/{index}/_field_caps'].map((path) => ({ methods: ['GET', 'POST'], path, parameters: PARAMETERS, handler }));
}

/** What one index says of a field. */
interface Capability {
  readonly type: string;
  readonly metadata: boolean;
  readonly searchable: boolean;
  readonly aggregatable: boolean;
}

interface Options {
  readonly patterns: readonly string[];
  readonly types: readonly string[];
  readonly filters: readonly string[];
  readonly includeEmpty: boolean;
}

function fieldCaps(services: Services, request: ApiRequest): ApiResponse {
  const body = objectBody(request);
  const patterns = request.query.has('fields') ? request.query.list('fields') : stringList(body['fields']);
  const given = isArray(body['fields']) ? body['fields'].map(String) : patterns;
  const wanted = patterns.length > 0 ? patterns : given;
  if (wanted.length === 0) throw validationFailed('no fields specified');
  const options: Options = { patterns: wanted, types: request.query.list('types'), filters: request.query.list('filters'), includeEmpty: request.query.boolean('include_empty_fields', true) };
  const all = searchTargets(services, request, indexExpression(request), 'indices:data/read/field_caps');
  const filter = isObject(body['index_filter']) ? parseQuery(body['index_filter'], { text: bodyText(request), path: ['index_filter'] }) : undefined;
  const targets = filter === undefined ? all : all.filter((target) => canMatch(target, filter, services.cluster.now()));
  const byIndex = new Map(targets.map((target) => [target.index, capabilitiesOf(target, options)]));
  return ok({ indices: targets.map((target) => target.index), fields: mergeCapabilities(byIndex, request.query.boolean('include_unmapped', false)) });
}

function canMatch(target: SearchTarget, filter: ParsedQuery, now: number): boolean {
  for (const _match of matchesOf(target, 0, bindQuery(filter, target, now))) return true;
  return false;
}

/** Metadata fields as field caps shows them when patterns ask for all. */
const METADATA: readonly (readonly [string, Capability])[] = [
  ['_id', { type: '_id', metadata: true, searchable: true, aggregatable: false }],
  ['_index', { type: '_index', metadata: true, searchable: true, aggregatable: true }],
  ['_source', { type: '_source', metadata: true, searchable: false, aggregatable: false }],
  ['_routing', { type: '_routing', metadata: true, searchable: true, aggregatable: false }],
  ['_ignored', { type: '_ignored', metadata: true, searchable: true, aggregatable: true }],
  ['_seq_no', { type: '_seq_no', metadata: true, searchable: true, aggregatable: true }],
  ['_version', { type: '_version', metadata: true, searchable: false, aggregatable: true }],
  ['_tier', { type: 'keyword', metadata: true, searchable: true, aggregatable: true }],
  ['_field_names', { type: '_field_names', metadata: true, searchable: true, aggregatable: false }],
  ['_doc_count', { type: 'integer', metadata: true, searchable: false, aggregatable: false }],
  ['_nested_path', { type: '_nested_path', metadata: true, searchable: true, aggregatable: false }],
  ['_feature', { type: '_feature', metadata: true, searchable: true, aggregatable: false }],
  ['_data_stream_timestamp', { type: '_data_stream_timestamp', metadata: true, searchable: true, aggregatable: false }],
];

function capabilitiesOf(target: SearchTarget, options: Options): Map<string, Capability> {
  const { mapping } = target;
  const matches = (name: string): boolean => options.patterns.some((pattern) => matchesWildcard(pattern, name));
  const found = new Map<string, Capability>();
  const present = options.includeEmpty ? undefined : presentPaths(target);
  for (const name of mapping.fieldNames()) {
    const field = mapping.resolve(name);
    if (field === undefined || !matches(name) || (present !== undefined && !isPresent(field, present))) continue;
    if (keeps(options, field, mapping, name)) found.set(name, capabilityOf(field));
  }
  if (!options.filters.includes('-metadata')) for (const [name, capability] of METADATA) if (matches(name)) found.set(name, capability);
  if (!options.filters.includes('-parent')) addParents(mapping, found, options);
  return found;
}

function keeps(options: Options, field: Field, mapping: CompiledMapping, name: string): boolean {
  const type = capabilityOf(field).type;
  if (options.types.length > 0 && !options.types.includes(type)) return false;
  if (options.filters.includes('-multifield') && field.parentPath !== undefined && !mapping.isAlias(name)) return false;
  return !(options.filters.includes('-nested') && field.nestedPath !== undefined);
}

function presentPaths(target: SearchTarget): Set<string> {
  const found = new Set<string>();
  for (const entry of target.view.entries) for (const path of target.view.documentOf(entry).paths()) found.add(path);
  return found;
}

function isPresent(field: Field, present: ReadonlySet<string>): boolean {
  if (field.family === 'constant_keyword') return true;
  const path = field.parentPath ?? field.path;
  return present.has(path) || [...present].some((other) => field.family === 'flattened' && other.startsWith(`${path}.`));
}

/** Families that one type stands for. */
const FAMILY_TYPES: Readonly<Record<string, string>> = { wildcard: 'keyword', constant_keyword: 'keyword', match_only_text: 'text' };

function capabilityOf(field: Field): Capability {
  const aggregatable = (field.hasDocValues || field.family === 'constant_keyword' || field.fielddata) && (field.family !== 'text' || field.fielddata) && field.type !== 'binary';
  const searchable = (field.indexed || field.hasDocValues || field.family === 'constant_keyword') && field.type !== 'binary';
  return { type: FAMILY_TYPES[field.type] ?? field.type, metadata: false, searchable, aggregatable };
}

/** Objects above fields that were found are listed, too; nested ones say so. */
function addParents(mapping: CompiledMapping, found: Map<string, Capability>, options: Options): void {
  const nested = new Set(mapping.nestedPaths());
  const parents = new Set<string>();
  for (const given of [...found.keys()]) {
    const name = mapping.resolve(given)?.path ?? given;
    for (let at = name.indexOf('.'); at !== -1; at = name.indexOf('.', at + 1)) parents.add(name.slice(0, at));
  }
  for (const path of options.includeEmpty ? [...mapping.objectPaths(), ...nested] : []) if (options.patterns.some((pattern) => matchesWildcard(pattern, path))) parents.add(path);
  for (const path of parents) {
    if (found.has(path) || mapping.resolve(path) !== undefined) continue;
    const type = nested.has(path) ? 'nested' : 'object';
    if (options.types.length === 0 || options.types.includes(type)) found.set(path, { type, metadata: false, searchable: false, aggregatable: false });
  }
}

function mergeCapabilities(byIndex: ReadonlyMap<string, ReadonlyMap<string, Capability>>, includeUnmapped: boolean): BodyValue {
  const names = new Set<string>();
  for (const capabilities of byIndex.values()) for (const name of capabilities.keys()) names.add(name);
  const out: Record<string, BodyValue> = {};
  for (const name of [...names].sort()) setOwn<BodyValue>(out, name, mergeField(name, byIndex, includeUnmapped));
  return out;
}

function mergeField(name: string, byIndex: ReadonlyMap<string, ReadonlyMap<string, Capability>>, includeUnmapped: boolean): BodyValue {
  const groups = new Map<string, { capabilities: Capability[]; indices: string[] }>();
  for (const [index, capabilities] of byIndex) {
    const capability = capabilities.get(name) ?? (includeUnmapped ? { type: 'unmapped', metadata: false, searchable: false, aggregatable: false } : undefined);
    if (capability === undefined) continue;
    const group = groups.get(capability.type) ?? { capabilities: [], indices: [] };
    group.capabilities.push(capability);
    group.indices.push(index);
    groups.set(capability.type, group);
  }
  const out: Record<string, BodyValue> = {};
  for (const [type, { capabilities, indices }] of groups) {
    const one = (key: 'searchable' | 'aggregatable'): boolean => capabilities.every((capability) => capability[key]);
    const without = (key: 'searchable' | 'aggregatable'): string[] => indices.filter((_, at) => capabilities[at]?.[key] === false);
    const mixed = (key: 'searchable' | 'aggregatable'): boolean => !one(key) && without(key).length < indices.length;
    out[type] = {
      type,
      metadata_field: capabilities[0]?.metadata ?? false,
      searchable: one('searchable'),
      aggregatable: one('aggregatable'),
      ...(groups.size > 1 ? { indices } : {}),
      ...(mixed('searchable') ? { non_searchable_indices: without('searchable') } : {}),
      ...(mixed('aggregatable') ? { non_aggregatable_indices: without('aggregatable') } : {}),
    };
  }
  return out;
}
