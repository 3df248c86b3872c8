import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Path inside the folder of references that stands beside the project, where it is there. */
export function sharedPath(name: string): string {
  return fileURLToPath(new URL(`../../../../../shared/${name}`, import.meta.url));
}

/** Says so where a folder is missing, so that nobody takes a skipped suite for a green one. */
export function isShared(name: string): boolean {
  const present = existsSync(sharedPath(name));
  if (!present) console.warn(`${name} is not beside the project: tests that need it are skipped`);
  return present;
}

export function readShared(name: string): string {
  const raw = readFileSync(sharedPath(name));
  return (name.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8');
}

export function sharedLines(name: string): string[] {
  return readShared(name).trim().split('\n');
}
