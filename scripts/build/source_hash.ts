import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const skipped = new Set(['node_modules', '__tests__']);

/** Takes files and folders below `root`; gives a SHA-256 (hex) over their names and contents, tests left out. */
export function sourceHash(root: string, names: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (relative: string): void => {
    const full = path.join(root, relative);
    if (!fs.existsSync(full)) return;
    if (fs.statSync(full).isDirectory()) {
      for (const entry of fs.readdirSync(full).sort()) if (!skipped.has(entry)) add(`${relative}/${entry}`);
    } else if (!/\.test\.[jt]sx?$/.test(relative)) hash.update(relative).update('\0').update(fs.readFileSync(full)).update('\0');
  };
  for (const name of names) add(name);
  return hash.digest('hex');
}
