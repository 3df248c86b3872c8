/** One concept fills this file: a saved object as a document of the host's index, through all operations of the client. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@elastic/elasticsearch';
import type { SavedObject, SavedObjectsClientContract, SavedObjectsFindOptions, SavedObjectsFindResponse, SavedObjectsType } from '@kbn/core/server';
import { buildFindRequest } from './find_request';
import { decodeVersion, encodeVersion } from './object_version';
import { DEFAULT_NAMESPACE, isInNamespace, namespacesOf, newSource, objectId, rawId, toSavedObject, type RawHit, type RawSource } from './raw_document';
import { badRequest, conflict, elasticsearchReason, elasticsearchStatus, notFound, unsupportedType, versionConflict } from './saved_object_errors';
import type { SavedObjectTypeRegistry } from './type_registry';

export interface RepositoryDependencies {
  /** Acts as the host: users have no rights on the index itself. */
  readonly client: Client;
  readonly index: string;
  readonly types: SavedObjectTypeRegistry;
  /** Hidden types that this repository may see. */
  readonly includedHiddenTypes: readonly string[];
  readonly now: () => Date;
}

type CreateOptions = NonNullable<Parameters<SavedObjectsClientContract['create']>[2]> & { readonly references?: SavedObject['references'] };
type UpdateOptions<T> = { version?: string; upsert?: T; namespace?: string; refresh?: boolean | 'wait_for'; references?: SavedObject['references'] };

interface SearchAnswer {
  readonly hits: { readonly total: { readonly value: number } | number; readonly hits: ReadonlyArray<RawHit & { readonly _score: number | null; readonly sort?: readonly unknown[] }> };
}

/**
 * Saved objects in one index, without authorization: what `createInternalRepository` gives. Each write is visible to the next search.
 * Errors are Boom errors (`saved_object_errors.ts`).
 */
export class SavedObjectsRepository implements SavedObjectsClientContract {
  private readonly dependencies: RepositoryDependencies;

  constructor(dependencies: RepositoryDependencies) {
    this.dependencies = dependencies;
  }

  async create<T>(typeName: string, attributes: T, options: CreateOptions = {}): Promise<SavedObject<T>> {
    const type = this.visibleType(typeName);
    if (!type) throw unsupportedType(typeName);
    assertAttributes(type, attributes);
    const namespace = options.namespace ?? DEFAULT_NAMESPACE;
    const id = options.id ?? randomUUID();
    if (id === '') throw badRequest('id cannot be empty: Bad Request');
    const source = newSource({ type, namespace, attributes, references: options.references ?? [], now: this.dependencies.now().toISOString() });
    if (options.overwrite && options.id !== undefined) await this.assertOverwritable(type, id, namespace);
    const query = { ...(options.overwrite ? versionQuery(options.version) : { op_type: 'create' }), refresh: options.refresh ?? true };
    try {
      const answer = await this.send<RawHit>('PUT', `_doc/${encodeURIComponent(rawId(type, id, namespace))}`, source, query);
      return toSavedObject(type, id, { ...answer, _source: source });
    } catch (error) {
      if (elasticsearchStatus(error) !== 409) throw error;
      throw options.version === undefined ? conflict(typeName, id) : versionConflict(elasticsearchReason(error) ?? 'version conflict');
    }
  }

  async get<T>(typeName: string, id: string, options: { namespace?: string } = {}): Promise<SavedObject<T>> {
    const type = this.visibleType(typeName);
    const hit = type && (await this.find1(type, id, options.namespace ?? DEFAULT_NAMESPACE));
    if (!type || !hit) throw notFound(typeName, id);
    return toSavedObject(type, id, hit);
  }

  async bulkGet<T>(objects: ReadonlyArray<{ type: string; id: string }>, options: { namespace?: string } = {}): Promise<{ saved_objects: Array<SavedObject<T>> }> {
    const namespace = options.namespace ?? DEFAULT_NAMESPACE;
    const known = objects.flatMap(({ type, id }) => {
      const found = this.visibleType(type);
      return found ? [rawId(found, id, namespace)] : [];
    });
    const answer = known.length === 0 ? { docs: [] } : await this.send<{ docs: Array<RawHit & { found?: boolean }> }>('POST', '_mget', { ids: [...new Set(known)] });
    const hits = new Map(answer.docs.filter(({ found }) => found).map((hit) => [hit._id, hit]));
    const saved_objects = objects.map(({ type: name, id }) => {
      const type = this.visibleType(name);
      const hit = type && hits.get(rawId(type, id, namespace));
      if (!type) return failed<T>(name, id, { statusCode: 400, error: 'Bad Request', message: `Unsupported saved object type: '${name}': Bad Request` });
      if (!hit || !isInNamespace(type, hit._source as RawSource, namespace)) return failed<T>(name, id, { statusCode: 404, error: 'Not Found', message: notFound(name, id).message });
      return toSavedObject<T>(type, id, hit);
    });
    return { saved_objects };
  }

  async find<T>(options: SavedObjectsFindOptions & { readonly namespace?: string }): Promise<SavedObjectsFindResponse<T>> {
    const { page = 1, perPage = 20 } = options;
    const types = [...new Set([options.type].flat())].flatMap((name) => this.visibleType(name) ?? []);
    const empty = { page, per_page: perPage, total: 0, saved_objects: [] };
    if (types.length === 0) return empty;
    const namespaces = options.namespaces ?? [options.namespace ?? DEFAULT_NAMESPACE];
    const body = buildFindRequest({ types, namespaces, options });
    const { hits } = await this.send<SearchAnswer>('POST', '_search', body).catch((error: unknown) => {
      if (elasticsearchStatus(error) === 404) return { hits: { total: 0, hits: [] } };
      throw error;
    });
    return {
      page,
      per_page: perPage,
      total: typeof hits.total === 'number' ? hits.total : hits.total.value,
      saved_objects: hits.hits.flatMap((hit) => {
        const source = hit._source as RawSource;
        const type = this.visibleType(source.type);
        if (!type) return [];
        return [{ ...toSavedObject<T>(type, objectId(type, source, hit._id ?? ''), hit), score: hit._score as number, ...(hit.sort ? { sort: hit.sort } : {}) }];
      }),
    };
  }

  async update<T>(typeName: string, id: string, attributes: Partial<T>, options: UpdateOptions<T> = {}): Promise<SavedObject<Partial<T>>> {
    const type = this.visibleType(typeName);
    if (!type) throw notFound(typeName, id);
    const namespace = options.namespace ?? DEFAULT_NAMESPACE;
    const stored = type.namespaceType === 'single' || type.namespaceType === 'agnostic' ? undefined : await this.find1(type, id, namespace);
    if (type.namespaceType.startsWith('multiple') && !stored && options.upsert === undefined) throw notFound(typeName, id);
    const updated_at = this.dependencies.now().toISOString();
    const references = options.references ? { references: options.references } : {};
    const upsert = options.upsert === undefined ? undefined : newSource({ type, namespace, attributes: { ...options.upsert, ...attributes }, references: options.references ?? [], now: updated_at });
    const body = { doc: { [type.name]: attributes, updated_at, ...references }, ...(upsert ? { upsert } : {}), _source: true };
    const query = { ...(options.version === undefined ? { retry_on_conflict: '3' } : versionQuery(options.version)), refresh: options.refresh ?? true };
    try {
      const answer = await this.send<{ _seq_no: number; _primary_term: number; get?: RawHit }>('POST', `_update/${encodeURIComponent(rawId(type, id, namespace))}`, body, query);
      const source = (answer.get?._source ?? upsert ?? {}) as RawSource;
      const version = encodeVersion(answer._seq_no, answer._primary_term);
      return { id, type: typeName, updated_at, version, namespaces: namespacesOf(type, source), ...references, attributes } as SavedObject<Partial<T>>;
    } catch (error) {
      if (elasticsearchStatus(error) === 404) throw notFound(typeName, id);
      if (elasticsearchStatus(error) === 409) throw versionConflict(elasticsearchReason(error) ?? 'version conflict');
      throw error;
    }
  }

  async delete(typeName: string, id: string, options: { namespace?: string; force?: boolean; refresh?: boolean | 'wait_for' } = {}): Promise<object> {
    const type = this.visibleType(typeName);
    const namespace = options.namespace ?? DEFAULT_NAMESPACE;
    const stored = type && (await this.find1(type, id, namespace));
    if (!type || !stored) throw notFound(typeName, id);
    const spaces = (stored._source as RawSource).namespaces ?? [];
    if ((spaces.length > 1 || spaces.includes('*')) && !options.force) {
      throw badRequest('Unable to delete saved object that exists in multiple namespaces, use the `force` option to delete it anyway: Bad Request');
    }
    try {
      await this.send('DELETE', `_doc/${encodeURIComponent(rawId(type, id, namespace))}`, undefined, { refresh: options.refresh ?? true });
    } catch (error) {
      if (elasticsearchStatus(error) === 404) throw notFound(typeName, id);
      throw error;
    }
    return {};
  }

  /** Deletes what lives in one space only, with the space. */
  async deleteByNamespace(namespace: string): Promise<void> {
    const types = this.dependencies.types.all().filter(({ namespaceType }) => namespaceType !== 'agnostic');
    for (;;) {
      const { saved_objects } = await this.find({ type: types.map(({ name }) => name), namespaces: [namespace], perPage: 1_000 });
      const alone = saved_objects.filter(({ namespaces }) => !namespaces?.includes('*'));
      if (alone.length === 0) return;
      await Promise.all(alone.map(({ type, id }) => this.delete(type, id, { namespace, force: true })));
    }
  }

  private visibleType(name: string): SavedObjectsType | undefined {
    const type = this.dependencies.types.get(name);
    return type && (!type.hidden || this.dependencies.includedHiddenTypes.includes(name)) ? type : undefined;
  }

  private async find1(type: SavedObjectsType, id: string, namespace: string): Promise<RawHit | undefined> {
    try {
      const hit = await this.send<RawHit>('GET', `_doc/${encodeURIComponent(rawId(type, id, namespace))}`);
      return isInNamespace(type, hit._source as RawSource, namespace) ? hit : undefined;
    } catch (error) {
      if (elasticsearchStatus(error) === 404) return undefined;
      throw error;
    }
  }

  /** An object of several spaces is not taken away from the others. */
  private async assertOverwritable(type: SavedObjectsType, id: string, namespace: string): Promise<void> {
    if (!type.namespaceType.startsWith('multiple')) return;
    const hit = await this.send<RawHit>('GET', `_doc/${encodeURIComponent(rawId(type, id, namespace))}`).catch(() => undefined);
    if (hit?._source && !isInNamespace(type, hit._source as RawSource, namespace)) throw conflict(type.name, id);
  }

  private send<A = unknown>(method: string, path: string, body?: unknown, query: Record<string, unknown> = {}): Promise<A> {
    const { client, index } = this.dependencies;
    return client.transport.request<A>({ method, path: `/${index}/${path}`, ...(body === undefined ? {} : { body: body as Record<string, unknown> }), querystring: query as Record<string, string> });
  }
}

function versionQuery(version: string | undefined): Record<string, string | number> {
  return version === undefined ? {} : { ...decodeVersion(version) };
}

function failed<T>(type: string, id: string, error: NonNullable<SavedObject['error']>): SavedObject<T> {
  return { id, type, error } as SavedObject<T>;
}

interface Validator {
  validate(value: unknown): unknown;
}

/** The newest model version's own schema decides, where there is one. */
function assertAttributes(type: SavedObjectsType, attributes: unknown): void {
  const newest = Object.entries(type.modelVersions ?? {}).sort(([left], [right]) => Number(right) - Number(left))[0]?.[1];
  const create = newest?.schemas?.create;
  if (typeof create !== 'object' || create === null || !('validate' in create)) return;
  try {
    (create as Validator).validate(attributes);
  } catch (error) {
    throw badRequest(`[attributes]: ${error instanceof Error ? error.message : String(error)}: Bad Request`);
  }
}
