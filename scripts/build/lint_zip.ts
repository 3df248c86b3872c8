import { unzipSync } from 'fflate';
import { lintBundle } from './lint_bundle';

const knownManifestKeys = new Set(['id', 'version', 'kibanaVersion', 'owner', 'type', 'configPath', 'requiredPlugins', 'optionalPlugins', 'requiredBundles', 'runtimePluginDependencies', 'extraPublicDirs', 'serviceFolders', 'description', 'enabledOnAnonymousPages', 'server', 'ui']);
const forbiddenNames: ReadonlyArray<readonly [RegExp, string]> = [
  [/kibana\.jsonc$/, 'the installer would read it as a second manifest'],
  [/\.(test|mock|mocks)\.[jt]sx?$/, 'a test'],
  [/(^|\/)(__tests__|__mocks__|fixtures|standalone)\//, 'belongs to development'],
  [/\.tsx?$/, 'source that was not transpiled'],
  [/\.scss$/, 'Kibana 9.5 cannot load it'],
  [/\.map$/, 'a source map'],
];
const absolutePath = /["'`](\/(home|root|Users|work|tmp|var|opt)\/[^"'`\s]+|[A-Za-z]:\\\\(Users|work)\\\\dev[^"'`]*)["'`]/;

/**
 * Reads a plugin zip as Kibana's installer and start-up would, and more strictly (`kibana-contract.md` §1.2, §2.2, §2.3; `kibana-8.12-observed.md` 10).
 * Gives one sentence for each fault; an empty list means installable.
 */
export function lintZip(zip: Uint8Array, kibanaVersion: string): string[] {
  const entries = unzipSync(zip);
  const names = Object.keys(entries).sort();
  const text = (name: string): string => Buffer.from(entries[name] ?? new Uint8Array()).toString('utf8');
  const manifests = names.filter((name) => /^kibana\/[^/]+\/kibana\.json$/.test(name));
  if (manifests.length !== 1) return [`expected one kibana/<id>/kibana.json, found ${manifests.length}`];
  const manifestName = manifests[0] ?? '';
  const root = manifestName.slice(0, -'kibana.json'.length);
  const problems = [...lintManifest(text(manifestName), root, kibanaVersion), ...lintNames(names, root)];
  const manifest = readManifest(text(manifestName));
  const id = String(manifest.id);
  if (manifest.server === true && !names.includes(`${root}server/index.js`)) problems.push('server/index.js is missing');
  const bundle = `${root}target/public/${id}.plugin.js`;
  if (!names.includes(bundle)) problems.push(`target/public/${id}.plugin.js is missing`);
  else problems.push(...lintBundle(text(bundle), `plugin/${id}/public`));
  for (const name of names) {
    if (/\.js$/.test(name) && !name.startsWith(`${root}node_modules/`)) {
      const found = absolutePath.exec(text(name));
      if (found) problems.push(`${name}: an absolute path, ${found[1]}`);
    }
  }
  problems.push(...lintTranslations(names, root, text));
  problems.push(...lintRequires(names, root, text));
  return problems;
}

function readManifest(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function lintManifest(text: string, root: string, kibanaVersion: string): string[] {
  const manifest = readManifest(text);
  const problems = Object.keys(manifest).filter((key) => !knownManifestKeys.has(key)).map((key) => `kibana.json: unknown key ${key}; Kibana would refuse to start`);
  const owner = manifest.owner as { name?: unknown } | undefined;
  if (typeof manifest.id !== 'string' || !/^[a-z][a-zA-Z0-9]*$/.test(manifest.id)) problems.push('kibana.json: id must be camelCase');
  if (root !== `kibana/${String(manifest.id)}/`) problems.push(`kibana.json: the folder ${root} is not named for the id ${String(manifest.id)}`);
  if (typeof manifest.version !== 'string' || manifest.version === '') problems.push('kibana.json: version is missing');
  if (manifest.kibanaVersion !== kibanaVersion) problems.push(`kibana.json: kibanaVersion is ${String(manifest.kibanaVersion)}, expected ${kibanaVersion}`);
  if (typeof owner?.name !== 'string' || owner.name === '') problems.push('kibana.json: owner.name is missing; Kibana would refuse to start');
  if (manifest.server !== true && manifest.ui !== true) problems.push('kibana.json: neither server nor ui');
  return problems;
}

function lintNames(names: readonly string[], root: string): string[] {
  const problems: string[] = [];
  for (const name of names) {
    if (!name.startsWith(root)) problems.push(`${name}: outside ${root}`);
    if (name.includes('..') || name.startsWith('/')) problems.push(`${name}: not a plain relative name`);
    for (const [pattern, why] of forbiddenNames) if (pattern.test(name)) problems.push(`${name}: must not be shipped (${why})`);
  }
  for (const wanted of ['common/eql/index.js', 'server/rules/packaged_rules.json', 'server/coverage/packaged_scenarios.json']) if (!names.includes(root + wanted)) problems.push(`${wanted} is missing`);
  return problems;
}

function lintTranslations(names: readonly string[], root: string, text: (name: string) => string): string[] {
  return names.flatMap((name) => {
    if (!name.startsWith(`${root}translations/`)) return [];
    const file = readManifest(text(name));
    const unknown = Object.keys(file).filter((key) => key !== 'messages');
    return unknown.map((key) => `${name}: has ${key}; only messages may be there (formats would replace everybody's)`);
  });
}

/** Every `require` of a package is in the zip, in Node, or supplied by Kibana: no dependency is left to install. */
function lintRequires(names: readonly string[], root: string, text: (name: string) => string): string[] {
  const problems: string[] = [];
  for (const name of names) {
    if (!/^(server|common)\/.*\.js$/.test(name.slice(root.length))) continue;
    for (const [, request] of text(name).matchAll(/require\("([^".][^"]*)"\)/g)) {
      if (request === undefined || request.startsWith('node:') || request.startsWith('@kbn/')) continue;
      if (!names.includes(`${root}node_modules/${request}/index.js`) && !nodeModules.has(request)) problems.push(`${name}: requires ${request}, which is not in the zip`);
    }
  }
  return problems;
}

const nodeModules = new Set(['assert', 'buffer', 'crypto', 'events', 'fs', 'http', 'https', 'net', 'os', 'path', 'stream', 'timers/promises', 'tls', 'url', 'util', 'zlib']);
