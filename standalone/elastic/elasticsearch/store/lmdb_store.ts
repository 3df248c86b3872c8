import { open, type Database, type RootDatabase } from 'lmdb';
import type { JsonValue } from '../../../../common/query_dsl';
import { openDataDirectory } from './data_directory';
import type { DocumentRecord, Store, StoreChanges } from './store';
import { StoreError } from './store_error';

/** `[id, version, source or null, routing or null]` under `[index uuid, sequence number]`. */
type StoredDocument = readonly [string, number, string | null, string | null];
type DocumentKey = [string, number];

/**
 * The store in a directory. LMDB keeps transactions whole: a write that was under way when the process ended is not there at all.
 * Records that cannot be read are left out and told through `log`.
 * @throws StoreError
 */
export function openLmdbStore(directory: string, fresh: boolean, log: (line: string) => void): Store {
  const place = openDataDirectory(directory, fresh);
  let root: RootDatabase;
  try {
    root = open({ path: place.databasePath, noSubdir: true, compression: true, maxDbs: 4, overlappingSync: true });
  } catch (error) {
    place.release();
    throw new StoreError('unreadable', `${place.databasePath} cannot be opened: ${String(error)}`, { cause: error });
  }
  const metadata: Database<JsonValue, string> = root.openDB({ name: 'metadata', encoding: 'json' });
  const documents: Database<StoredDocument, DocumentKey> = root.openDB({ name: 'documents', encoding: 'msgpack' });
  if (place.wasOpen) log(`${directory} was not closed by the service that used it last: everything that was acknowledged is there; a half-written last request, if there was one, was dropped`);

  return {
    metadata: () => metadata.getRange({}).map(({ key, value }): readonly [string, JsonValue] => [key, value]),
    documents: (indexUuid) => readDocuments(documents, indexUuid, log),
    write: async (changes) => {
      await root.batch(() => {
        writeChanges(metadata, documents, changes);
      });
    },
    close: async () => {
      await root.close();
      place.release();
    },
  };
}

function writeChanges(metadata: Database<JsonValue, string>, documents: Database<StoredDocument, DocumentKey>, changes: StoreChanges): void {
  for (const [key, value] of changes.metadata ?? []) {
    if (value === undefined) void metadata.remove(key);
    else void metadata.put(key, value);
  }
  for (const uuid of changes.removedIndices ?? []) {
    for (const key of documents.getKeys({ start: [uuid, 0], end: [uuid, Number.MAX_SAFE_INTEGER] })) void documents.remove(key);
  }
  for (const { indexUuid, record, replaces } of changes.documents ?? []) {
    if (replaces !== undefined) void documents.remove([indexUuid, replaces]);
    void documents.put([indexUuid, record.seqNo], [record.id, record.version, record.source ?? null, record.routing ?? null]);
  }
}

function* readDocuments(documents: Database<StoredDocument, DocumentKey>, indexUuid: string, log: (line: string) => void): Iterable<DocumentRecord> {
  for (const key of documents.getKeys({ start: [indexUuid, 0], end: [indexUuid, Number.MAX_SAFE_INTEGER] })) {
    const record = decode(documents, key);
    if (record === undefined) log(`a record that was not written whole was dropped: sequence number ${key[1]} of index ${indexUuid}`);
    else yield record;
  }
}

function decode(documents: Database<StoredDocument, DocumentKey>, key: DocumentKey): DocumentRecord | undefined {
  try {
    const value: unknown = documents.get(key);
    if (!Array.isArray(value) || typeof value[0] !== 'string' || typeof value[1] !== 'number') return undefined;
    const source: unknown = value[2];
    if (typeof source === 'string') JSON.parse(source);
    else if (source !== null) return undefined;
    const routing: unknown = value[3];
    return { id: value[0], seqNo: key[1], version: value[1], source: source ?? undefined, routing: typeof routing === 'string' ? routing : undefined };
  } catch {
    return undefined;
  }
}
