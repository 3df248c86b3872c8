import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { version as bundlerVersion } from 'esbuild';
import { librariesDirectory, type BundleInput } from './bundle_options';

const SOURCE_DIRECTORIES = ['assets', 'bootstrap', 'core', 'frame', 'page', 'shared_libraries'];

/** Gives sixteen hexadecimal digits that change with any source, the pinned libraries or the bundler. */
export async function hashBrowserSources(input: BundleInput): Promise<string> {
  const hash = createHash('sha256').update(`${input.librarySet}\n${bundlerVersion}\n`);
  hash.update(await readFile(path.join(librariesDirectory(input), 'package-lock.json')));
  for (const directory of SOURCE_DIRECTORIES) {
    const root = path.join(input.sourceDirectory, directory);
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name)).map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(`${path.relative(root, file)}\n`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}
