import fs from 'node:fs';
import path from 'node:path';

const neverShipped = /(\.(test|mock|mocks)\.[jt]sx?$)|(\.d\.ts$)/;
const neverEntered = new Set(['node_modules', '__tests__', '__mocks__']);

/** Takes folders below `root`; gives their shippable TypeScript files, relative to `root` with `/`, sorted. */
export function findSourceFiles(root: string, folders: readonly string[]): string[] {
  const found: string[] = [];
  const enter = (relative: string): void => {
    for (const entry of fs.readdirSync(path.join(root, relative), { withFileTypes: true })) {
      const name = `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!neverEntered.has(entry.name)) enter(name);
      } else if (/\.tsx?$/.test(entry.name) && !neverShipped.test(entry.name)) found.push(name);
    }
  };
  for (const folder of folders) if (fs.existsSync(path.join(root, folder))) enter(folder);
  return found.sort();
}
