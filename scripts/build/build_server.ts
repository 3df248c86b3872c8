import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { findSourceFiles } from './find_source_files';

const shippedFolders = ['server', 'common'];
const suppliedByKibana = /^@kbn\//;
const builtin = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);

/**
 * Turns `server/` and `common/` into CommonJS for Node 18.18, file by file, so that a stack trace in Kibana's log names the file that
 * everybody knows. Packages they import are shipped in `node_modules`, one bundled file each; `@kbn/*` is left to the host.
 */
export async function buildServer(root: string, outputDirectory: string): Promise<void> {
  const files = findSourceFiles(root, shippedFolders);
  const packages = new Set<string>();
  const result = await build({
    absWorkingDir: root,
    entryPoints: files,
    outdir: outputDirectory,
    outbase: root,
    format: 'cjs',
    platform: 'node',
    target: 'node18.18',
    bundle: false,
    metafile: true,
    logLevel: 'silent',
  });
  for (const name of externalImports(root, result.metafile)) packages.add(name);
  for (const name of packages) await shipPackage(root, outputDirectory, name);
}

function externalImports(root: string, metafile: Metafile): string[] {
  const found = new Set<string>();
  for (const output of Object.keys(metafile.outputs)) {
    const text = fs.readFileSync(path.resolve(root, output), 'utf8');
    for (const [, name] of text.matchAll(/require\("([^".][^"]*)"\)/g)) {
      if (name !== undefined && !builtin.has(name) && !suppliedByKibana.test(name)) found.add(name);
    }
  }
  return [...found].sort();
}

async function shipPackage(root: string, outputDirectory: string, name: string): Promise<void> {
  const directory = path.join(outputDirectory, 'node_modules', name);
  await build({
    absWorkingDir: root,
    entryPoints: [name],
    outfile: path.join(directory, 'index.js'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node18.18',
    legalComments: 'inline',
    logLevel: 'silent',
  });
  const source = path.join(root, 'node_modules', name);
  const manifest = JSON.parse(fs.readFileSync(path.join(source, 'package.json'), 'utf8')) as { version: string; license?: string };
  fs.writeFileSync(path.join(directory, 'package.json'), JSON.stringify({ name, version: manifest.version, license: manifest.license, main: 'index.js' }, null, 2));
  for (const file of fs.readdirSync(source)) if (/^licen[cs]e/i.test(file)) fs.copyFileSync(path.join(source, file), path.join(directory, file));
}
