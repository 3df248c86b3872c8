import type { SavedObject, SavedObjectReference, SavedObjectsType } from '@kbn/core/server';
import { encodeVersion } from './object_version';
import { typeMigrationVersion } from './type_registry';

/** Version in which documents of every type are stored, as 8.12 and later write it. */
const CORE_MIGRATION_VERSION = '8.8.0';
export const DEFAULT_NAMESPACE = 'default';

/** A stored document, apart from the attributes, which lie under the name of the type. */
export interface RawSource {
  readonly type: string;
  readonly namespace?: string;
  readonly namespaces?: readonly string[];
  readonly references?: readonly SavedObjectReference[];
  readonly created_at?: string;
  readonly updated_at?: string;
  readonly managed?: boolean;
  readonly coreMigrationVersion?: string;
  readonly typeMigrationVersion?: string;
}

export interface RawHit {
  readonly _id?: string;
  readonly _source?: unknown;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
}

/** Objects of a single-space type carry the space in the document's id, those of other types do not. */
export function rawId(type: SavedObjectsType, id: string, namespace: string): string {
  const prefix = type.namespaceType === 'single' && namespace !== DEFAULT_NAMESPACE ? `${namespace}:` : '';
  return `${prefix}${type.name}:${id}`;
}

export interface NewDocument {
  readonly type: SavedObjectsType;
  readonly namespace: string;
  readonly attributes: unknown;
  readonly references: readonly SavedObjectReference[];
  readonly now: string;
}

/** The source of a new object. */
export function newSource({ type, namespace, attributes, references, now }: NewDocument): RawSource {
  const migrated = typeMigrationVersion(type);
  const space =
    type.namespaceType === 'agnostic' ? {} : type.namespaceType === 'single' ? (namespace === DEFAULT_NAMESPACE ? {} : { namespace }) : { namespaces: [namespace] };
  return {
    [type.name]: attributes,
    type: type.name,
    ...space,
    references,
    managed: false,
    coreMigrationVersion: CORE_MIGRATION_VERSION,
    ...(migrated === undefined ? {} : { typeMigrationVersion: migrated }),
    created_at: now,
    updated_at: now,
  } as RawSource;
}

/** Whether a stored object may be seen from a space. */
export function isInNamespace(type: SavedObjectsType, source: RawSource, namespace: string): boolean {
  if (type.namespaceType === 'agnostic') return true;
  if (type.namespaceType === 'single') return (source.namespace ?? DEFAULT_NAMESPACE) === namespace;
  return (source.namespaces ?? []).some((each) => each === namespace || each === '*');
}

/** Gives the object as the client hands it out. */
export function toSavedObject<T>(type: SavedObjectsType, id: string, hit: RawHit): SavedObject<T> {
  const source = hit._source as RawSource & Record<string, T>;
  return {
    id,
    type: type.name,
    namespaces: namespacesOf(type, source),
    ...(source.updated_at === undefined ? {} : { updated_at: source.updated_at }),
    ...(source.created_at === undefined ? {} : { created_at: source.created_at }),
    version: encodeVersion(hit._seq_no ?? 0, hit._primary_term ?? 0),
    attributes: source[type.name] as T,
    references: source.references ?? [],
    ...({ managed: source.managed ?? false, coreMigrationVersion: source.coreMigrationVersion } satisfies object),
    ...(source.typeMigrationVersion === undefined ? {} : { typeMigrationVersion: source.typeMigrationVersion }),
  };
}

export function namespacesOf(type: SavedObjectsType, source: RawSource): readonly string[] {
  if (type.namespaceType === 'agnostic') return [];
  return type.namespaceType === 'single' ? [source.namespace ?? DEFAULT_NAMESPACE] : (source.namespaces ?? []);
}

/** The id of an object without type and space. */
export function objectId(type: SavedObjectsType, source: RawSource, raw: string): string {
  const prefix = type.namespaceType === 'single' && source.namespace ? `${source.namespace}:${type.name}:` : `${type.name}:`;
  return raw.startsWith(prefix) ? raw.slice(prefix.length) : raw;
}
