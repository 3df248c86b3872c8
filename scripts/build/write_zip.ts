import fs from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';

/** A fixed date in every entry: equal sources give equal bytes. */
const entryTime = new Date('2020-01-01T00:00:00Z');

/** Packs the folder `directory` as `prefix/…` into the zip file `file`. */
export function writeZip(directory: string, prefix: string, file: string): void {
  const entries: Zippable = {};
  const add = (relative: string): void => {
    for (const entry of fs.readdirSync(path.join(directory, relative), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) add(name);
      else entries[`${prefix}/${name}`] = [new Uint8Array(fs.readFileSync(path.join(directory, name))), { level: 9, mtime: entryTime }];
    }
  };
  add('');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, zipSync(entries));
}
