import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildPlugin } from './build_plugin';
import { chooseLibrarySet, isSupported, librarySets, parseKibanaVersion } from './kibana_library_sets';
import { lintZip } from './lint_zip';
import { projectRoot } from './project_root';
import { writeZip } from './write_zip';

const help = `npm run build -- --kibana-version X.Y.Z

Makes build/stagingWatch-<version>-kibana-X.Y.Z.zip, which kibana-plugin installs.

  --kibana-version X.Y.Z   any Kibana from 8.12 to 9.5 (default 8.12.2)
  --help                   this text`;

/** Takes command line arguments; makes the zip and checks it. Gives the exit code. */
export async function runBuild(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: { 'kibana-version': { type: 'string', default: '8.12.2' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return say(help);
  const kibanaVersion = values['kibana-version'];
  const parts = parseKibanaVersion(kibanaVersion);
  if (!parts) return refuse(`--kibana-version ${kibanaVersion}: expected X.Y.Z, for instance 8.12.2`);
  if (!isSupported(parts)) return refuse(`--kibana-version ${kibanaVersion}: only 8.12 to 9.5 are supported`);
  const set = chooseLibrarySet(parts);
  if (!set.exact) {
    const { eui, react, kibanaVersion: nearest } = librarySets[set.name];
    say(`Kibana ${kibanaVersion} has no pinned libraries; checked against the nearest, those of ${nearest} (EUI ${eui}, React ${react}).`);
  }
  const zip = await buildZip(kibanaVersion);
  const problems = lintZip(fs.readFileSync(zip.file), kibanaVersion);
  for (const problem of problems) console.error(`- ${problem}`);
  if (problems.length > 0) return refuse(`${path.relative(projectRoot, zip.file)} is not installable: ${problems.length} problem(s)`);
  const bundle = fs.readFileSync(path.join(zip.directory, 'target/public/stagingWatch.plugin.js'));
  return say(`${path.relative(projectRoot, zip.file)}: ${kilobytes(fs.statSync(zip.file).size)}, browser bundle ${kilobytes(gzipSync(bundle).length)} gzip`);
}

/** Builds and packs for one Kibana version; zips of earlier builds for the same version are removed. */
export async function buildZip(kibanaVersion: string): Promise<{ file: string; directory: string }> {
  const { manifest, directory } = await buildPlugin(kibanaVersion);
  const name = `${manifest.id}-${manifest.version}-kibana-${kibanaVersion}.zip`;
  const folder = path.join(projectRoot, 'build');
  for (const old of fs.readdirSync(folder)) if (old.endsWith(`-kibana-${kibanaVersion}.zip`)) fs.rmSync(path.join(folder, old));
  writeZip(directory, `kibana/${manifest.id}`, path.join(folder, name));
  return { file: path.join(folder, name), directory };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function say(text: string): number {
  console.log(text);
  return 0;
}

function refuse(text: string): number {
  console.error(text);
  return 1;
}
