import { execFile } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

/** Where the packed browser lies now. */
export interface UnpackedBrowser {
  readonly executablePath: string;
  /** System libraries of Amazon Linux 2023 that the browser needs and a small machine may lack. */
  readonly libraryDirectory: string;
  /** Configuration of the fonts: the machine's own and the one that is packed. */
  readonly fontConfiguration: string;
}

const FONT_CONFIGURATION = 'private_fonts.conf';
const ARCHIVES = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'];

/**
 * Unpacks the browser of `@sparticuz/chromium` once, into the project's own cache below `node_modules`: a directory of this user alone (mode
 * 0700), never a shared temporary one, where someone else could lay a program in wait. Two processes at once do no harm.
 *
 * @throws where that directory is there but belongs to someone else or is open to others
 */
export async function unpackBrowser(): Promise<UnpackedBrowser> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageDirectory = path.resolve(path.dirname(entry), '..', '..');
  const { version } = JSON.parse(await readFile(path.join(packageDirectory, 'package.json'), 'utf8')) as { version: string };
  const cache = path.resolve(packageDirectory, '..', '..', '.cache', 'packed_browser');
  await mkdir(cache, { recursive: true, mode: 0o700 });
  await checkPrivate(cache);
  const directory = path.join(cache, `${version}-with-fonts`);
  if (!(await exists(directory))) await unpackInto(directory, path.join(packageDirectory, 'bin'));
  return {
    executablePath: path.join(directory, 'chromium'),
    libraryDirectory: path.join(directory, 'al2023', 'lib'),
    fontConfiguration: path.join(directory, FONT_CONFIGURATION),
  };
}

async function unpackInto(directory: string, archiveDirectory: string): Promise<void> {
  const unfinished = await mkdtemp(`${directory}.`);
  try {
    await inflate(ARCHIVES.map((name) => path.join(archiveDirectory, name)), unfinished);
    await writeFile(path.join(unfinished, FONT_CONFIGURATION), fontConfiguration(directory));
    await rename(unfinished, directory);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process may have been faster: then the browser is there.
    if (!(await exists(directory))) throw error;
  }
}

/** The package unpacks into the temporary directory of its process and nowhere else: so it gets a process whose temporary directory is ours. */
async function inflate(archives: readonly string[], directory: string): Promise<void> {
  const script = `import { inflate } from '@sparticuz/chromium'; await Promise.all(${JSON.stringify(archives)}.map(inflate));`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: path.dirname(archives[0] ?? directory),
    env: { ...process.env, TMPDIR: directory, NODE_OPTIONS: '' },
  });
}

/** The packed configuration looks for fonts in shared temporary directories: without fonts a page has no text, and the browser ends at some. */
function fontConfiguration(directory: string): string {
  const fontDirectories = ['/usr/share/fonts', '/usr/local/share/fonts', path.join(directory, 'fonts')].map((found) => `<dir>${escapeXml(found)}</dir>`);
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>${fontDirectories.join('')}<cachedir>${escapeXml(path.join(directory, 'font_cache'))}</cachedir></fontconfig>\n`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

async function checkPrivate(directory: string): Promise<void> {
  const entry = await lstat(directory);
  const isPrivate = entry.isDirectory() && entry.uid === process.getuid?.() && (entry.mode & 0o077) === 0;
  if (!isPrivate) throw new Error(`${directory} must be a directory of this user alone (mode 0700): remove it and try again.`);
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false
  );
}
