import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from './store_error';

export const LOCK_FILE = 'store.lock';

/** Locks this very process holds: a process id alone cannot tell two services of one process apart. */
const heldHere = new Set<string>();

/**
 * Takes the directory for this process: `<pid> <start time>` in a file made exclusively. The lock of a process that is gone is
 * taken over; a process id that was given to another process since is told by its start time (Linux).
 * @throws StoreError `locked`
 * @returns gives the lock back
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, LOCK_FILE);
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(path)) {
      heldHere.add(path);
      return () => {
        heldHere.delete(path);
        rmSync(path, { force: true });
      };
    }
    const holder = read(path);
    if (holder === undefined) continue;
    if (isAlive(holder, path)) {
      throw new StoreError('locked', `${directory} is in use by process ${holder.split(' ')[0]}; end it or choose another data directory`);
    }
    removeStale(path, holder);
  }
  throw new StoreError('locked', `${directory} could not be locked`);
}

function create(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, `${process.pid} ${startTime(process.pid) ?? ''}`);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(holder: string, path: string): boolean {
  const [pidText = '', started = ''] = holder.split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return heldHere.has(path) || (started !== '' && started === startTime(pid));
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startTime(pid);
  return now === undefined || started === '' || now === started;
}

/** Field 22 of /proc/<pid>/stat; undefined where there is no such file. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** Moves a dead process's lock away; one that was made meanwhile by a living process is put back. */
function removeStale(path: string, expected: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== expected) linkSync(aside, path);
    rmSync(aside, { force: true });
  } catch {
    // Somebody else was quicker; the next attempt sees whose lock it is.
  }
}
