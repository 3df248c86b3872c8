import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import type { LibrarySet } from '../page/page_configuration';
import { bootstrapBundle, coreBundle, librariesDirectory, sharedLibrariesBundle, type BundleInput } from './bundle_options';
import { hashBrowserSources } from './hash_browser_sources';
import { styleSources } from './style_sources';

/** What `buildBrowserAssets` takes. */
export interface BuildBrowserAssetsOptions {
  readonly librarySet: LibrarySet;
  /** Each build goes to a folder of its own in here, named by its hash; made where it is missing. */
  readonly outputDirectory: string;
  readonly log: (message: string) => void;
}

/** The built files of one library set. */
export interface BrowserAssets {
  readonly librarySet: LibrarySet;
  /** Of everything that went into the build: part of each address. */
  readonly hash: string;
  readonly files: ReadonlyArray<{ readonly name: string; readonly file: string; readonly contentType: string }>;
  /** Names of the style sheets of each colour mode, in order. */
  readonly styles: { readonly light: readonly string[]; readonly dark: readonly string[] };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Builds the shared libraries, the browser core and the bootstrap script of one library set, or gives what was built before from the same
 * sources. Takes seconds the first time. Safe to be called by two processes at once: a build appears under its name only when it is whole.
 *
 * @throws where the library set is not installed, or with the bundler's own messages
 */
export async function buildBrowserAssets({ librarySet, outputDirectory, log }: BuildBrowserAssetsOptions): Promise<BrowserAssets> {
  const input: BundleInput = { librarySet, sourceDirectory: path.dirname(path.dirname(fileURLToPath(import.meta.url))) };
  await checkInstalled(input);
  const hash = await hashBrowserSources(input);
  const directory = path.join(outputDirectory, `${librarySet}-${hash}`);
  if (!(await isDirectory(directory))) {
    const startedAtMs = Date.now();
    log(`Building the page's shared libraries (${librarySet})`);
    await buildInto(directory, input);
    log(`Built the page's shared libraries (${librarySet}) in ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`);
  }
  return describeAssets(directory, hash, librarySet);
}

async function buildInto(directory: string, input: BundleInput): Promise<void> {
  await mkdir(path.dirname(directory), { recursive: true });
  const unfinished = await mkdtemp(`${directory}.`);
  try {
    await Promise.all([
      writeBundle(path.join(unfinished, 'shared_libraries.js'), sharedLibrariesBundle(input)),
      writeBundle(path.join(unfinished, 'core.entry.js'), coreBundle(input)),
      writeBundle(path.join(unfinished, 'bootstrap.js'), bootstrapBundle(input)),
      ...['page.css', 'icon.svg'].map((name) => cp(path.join(input.sourceDirectory, 'frame', name), path.join(unfinished, name))),
      ...styleSources(input.librarySet).map(({ name, module }) => cp(path.join(librariesDirectory(input), 'node_modules', module), path.join(unfinished, name))),
    ]);
    await rename(unfinished, directory);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process may have finished the same build first: then its result is as good as ours.
    if (!(await isDirectory(directory))) throw error;
  }
}

async function writeBundle(file: string, options: BuildOptions): Promise<void> {
  const { outputFiles } = await build({ ...options, write: false });
  const script = outputFiles?.[0];
  if (!script) throw new Error(`The bundler wrote nothing for ${path.basename(file)}.`);
  await writeFile(file, script.contents);
}

function describeAssets(directory: string, hash: string, librarySet: LibrarySet): BrowserAssets {
  const styles = styleSources(librarySet);
  const names = ['shared_libraries.js', 'core.entry.js', 'bootstrap.js', 'page.css', 'icon.svg', ...styles.map(({ name }) => name)];
  return {
    librarySet,
    hash,
    files: names.map((name) => ({ name, file: path.join(directory, name), contentType: CONTENT_TYPES[path.extname(name)] ?? 'application/octet-stream' })),
    styles: {
      light: styles.filter(({ colorMode }) => colorMode === 'light').map(({ name }) => name),
      dark: styles.filter(({ colorMode }) => colorMode === 'dark').map(({ name }) => name),
    },
  };
}

async function checkInstalled(input: BundleInput): Promise<void> {
  const packageFile = path.join(librariesDirectory(input), 'node_modules', '@elastic', 'eui', 'package.json');
  await readFile(packageFile).catch(() => {
    throw new Error(`The browser libraries of the set "${input.librarySet}" are not installed: run \`npm run setup\`.`);
  });
}

async function isDirectory(directory: string): Promise<boolean> {
  return stat(directory).then(
    (entry) => entry.isDirectory(),
    () => false
  );
}
