import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE, lockDirectory } from './directory_lock';
import { StoreError } from './store_error';

export const MARKER_FILE = 'embedded-elasticsearch.json';
export const DATABASE_FILE = 'store.mdb';
const FORMAT = 1;
/** Everything the store makes in its directory. */
const OWN_FILES = [DATABASE_FILE, `${DATABASE_FILE}-lock`, MARKER_FILE];

export interface DataDirectory {
  readonly databasePath: string;
  /** True where the service that used it last did not close it. */
  readonly wasOpen: boolean;
  /** Notes that everything was written, and gives the lock back. */
  release(): void;
}

/**
 * Makes, checks and locks the directory of a store: mode 0700, marker file, one process at a time. With `fresh`, deletes the
 * store's own files first.
 * @throws StoreError `not_a_store` for a directory with other files and no marker, `locked`, `unknown_format`
 */
export function openDataDirectory(directory: string, fresh: boolean): DataDirectory {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const markerPath = join(directory, MARKER_FILE);
  refuseForeign(directory, markerPath);
  chmodSync(directory, 0o700);
  const unlock = lockDirectory(directory);
  try {
    if (fresh) for (const file of OWN_FILES) rmSync(join(directory, file), { force: true });
    const wasOpen = readMarker(markerPath);
    writeMarker(markerPath, true);
    const release = (): void => {
      writeMarker(markerPath, false);
      unlock();
    };
    return { databasePath: join(directory, DATABASE_FILE), wasOpen, release };
  } catch (error) {
    unlock();
    throw error;
  }
}

function refuseForeign(directory: string, markerPath: string): void {
  if (existsSync(markerPath)) return;
  const others = readdirSync(directory).filter((name) => !name.startsWith(LOCK_FILE));
  if (others.length === 0) return;
  throw new StoreError('not_a_store', `${directory} is not empty and has no ${MARKER_FILE}: it was not made by this service, nothing was changed or deleted`);
}

function readMarker(path: string): boolean {
  if (!existsSync(path)) return false;
  let marker: { format?: unknown; open?: unknown };
  try {
    marker = JSON.parse(readFileSync(path, 'utf8')) as typeof marker;
  } catch {
    return true;
  }
  if (marker.format !== FORMAT) throw new StoreError('unknown_format', `${path} says format ${String(marker.format)}, this service reads ${FORMAT}; start with a fresh directory`);
  return marker.open === true;
}

function writeMarker(path: string, open: boolean): void {
  writeFileSync(path, `${JSON.stringify({ format: FORMAT, open })}\n`, { mode: 0o600 });
}
