import fs from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { packageRules } from '../package_rules';
import { packageScenarios } from '../package_scenarios';
import { buildBrowserBundle } from './build_browser_bundle';
import { buildServer } from './build_server';
import { deriveManifest, type FlatManifest } from './derive_manifest';
import { projectRoot } from './project_root';
import { sourceHash } from './source_hash';

/** What the plugin is made of; a change in any of it is another build. */
const pluginSources = ['server', 'common', 'public', 'rules', 'fixtures/scenarios', 'translations', 'kibana.jsonc', '.i18nrc.json', 'package-lock.json', 'scripts/build', 'scripts/package_rules.ts', 'scripts/package_scenarios.ts'];

export interface BuiltPlugin {
  readonly manifest: FlatManifest;
  /** The folder that becomes `kibana/stagingWatch` in the zip. */
  readonly directory: string;
  /** Identifies sources and Kibana version. */
  readonly hash: string;
}

/** The version of a build: browsers keep bundles for a year by it, so it names the content (`kibana-8.12-observed.md` 4). */
function buildVersion(hash: string): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  return `${version}-${hash.slice(0, 8)}`;
}

/** Builds the plugin for one Kibana version into `build/kibana-<version>/stagingWatch`. Gives the earlier build where nothing changed. */
export async function buildPlugin(kibanaVersion: string): Promise<BuiltPlugin> {
  const hash = sourceHash(projectRoot, pluginSources);
  const manifest = deriveManifest(projectRoot, buildVersion(hash), kibanaVersion);
  const directory = path.join(projectRoot, 'build', `kibana-${kibanaVersion}`, manifest.id);
  const stamp = `${directory}.hash`;
  const built = { manifest, directory, hash };
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash) return built;
  // Made beside and moved into place, so that a host which is just starting never meets half a build.
  const unfinished = `${directory}.${process.pid}`;
  await buildInto(unfinished, manifest);
  fs.rmSync(stamp, { force: true });
  fs.rmSync(directory, { recursive: true, force: true });
  fs.renameSync(unfinished, directory);
  fs.writeFileSync(stamp, hash);
  return built;
}

async function buildInto(directory: string, manifest: FlatManifest): Promise<void> {
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  // What is built is CommonJS, whatever the project itself is.
  fs.writeFileSync(path.join(projectRoot, 'build/package.json'), '{ "type": "commonjs" }\n');
  fs.writeFileSync(path.join(directory, 'kibana.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await Promise.all([buildServer(projectRoot, directory), buildBrowserBundle(projectRoot, directory, manifest.id)]);
  fs.writeFileSync(path.join(directory, 'server/rules/packaged_rules.json'), JSON.stringify(packageRules()));
  fs.writeFileSync(path.join(directory, 'server/coverage/packaged_scenarios.json'), JSON.stringify(packageScenarios()));
  copyIfThere('translations', directory);
  copyIfThere('public/assets', directory);
  copyIfThere('.i18nrc.json', directory);
  compressBundles(path.join(directory, 'target/public'));
}

function copyIfThere(name: string, directory: string): void {
  const source = path.join(projectRoot, name);
  if (fs.existsSync(source)) fs.cpSync(source, path.join(directory, name), { recursive: true });
}

function compressBundles(directory: string): void {
  for (const file of fs.readdirSync(directory)) {
    if (file.endsWith('.js')) fs.writeFileSync(path.join(directory, `${file}.br`), brotliCompressSync(fs.readFileSync(path.join(directory, file))));
  }
}
