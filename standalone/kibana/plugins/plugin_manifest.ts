import { readFile } from 'node:fs/promises';
import path from 'node:path';
import semver from 'semver';

/** What a flat `kibana.json` says, with defaults filled in (`kibana-contract.md` §1.2). */
export interface PluginManifest {
  readonly id: string;
  readonly version: string;
  readonly configPath: readonly string[];
  readonly server: boolean;
  readonly ui: boolean;
  readonly requiredPlugins: readonly string[];
  readonly optionalPlugins: readonly string[];
  readonly requiredBundles: readonly string[];
  readonly enabledOnAnonymousPages: boolean;
}

const KNOWN_KEYS = new Set([
  'id',
  'version',
  'kibanaVersion',
  'owner',
  'server',
  'ui',
  'type',
  'configPath',
  'requiredPlugins',
  'optionalPlugins',
  'requiredBundles',
  'runtimePluginDependencies',
  'extraPublicDirs',
  'serviceFolders',
  'description',
  'enabledOnAnonymousPages',
]);

/** Takes a plugin's directory; gives its manifest, or the reason why Kibana would refuse to start with it. */
export async function readPluginManifest(directory: string, kibanaVersion: string): Promise<PluginManifest | { readonly refusal: string }> {
  const file = path.join(directory, 'kibana.json');
  const refuse = (reason: string, kind = 'invalid-manifest') => ({ refusal: `${reason} (${kind}, ${file})` });
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error), 'missing-manifest');
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return refuse('Plugin manifest must contain a JSON encoded object.');
  const fields = content as Record<string, unknown>;
  const reason = identityRefusal(fields) ?? fieldsRefusal(fields);
  if (reason !== undefined) return refuse(reason);
  const expected = typeof fields['kibanaVersion'] === 'string' ? fields['kibanaVersion'] : String(fields['version']);
  if (!isCompatible(expected, kibanaVersion)) {
    return refuse(`Plugin "${String(fields['id'])}" is only compatible with Kibana version "${expected}", but used Kibana version is "${kibanaVersion}".`, 'incompatible-version');
  }
  return toManifest(fields);
}

function identityRefusal({ id, version, configPath }: Record<string, unknown>): string | undefined {
  if (typeof id !== 'string' || id === '') return 'Plugin manifest must contain an "id" property.';
  if (id.includes('.')) return 'Plugin "id" must not include `.` characters.';
  if (!/^[a-z][A-Za-z0-9]*$/.test(id)) return `Plugin "id" must be camelCase, but found: ${id}.`;
  if (typeof version !== 'string' || version === '') return `Plugin manifest for "${id}" must contain a "version" property.`;
  const isPath = configPath === undefined || typeof configPath === 'string' || isStrings(configPath);
  return isPath ? undefined : `The "configPath" in plugin manifest for "${id}" should either be a string or an array of strings.`;
}

function fieldsRefusal(fields: Record<string, unknown>): string | undefined {
  const id = String(fields['id']);
  const unknown = Object.keys(fields).filter((key) => !KNOWN_KEYS.has(key));
  const owner = fields['owner'];
  if (fields['server'] !== true && fields['ui'] !== true) {
    return `Both "server" and "ui" are missing or set to "false" in plugin manifest for "${id}", but at least one of these must be set to "true".`;
  }
  if (unknown.length > 0) return `Manifest for plugin "${id}" contains the following unrecognized properties: ${unknown.join(',')}.`;
  if (typeof owner !== 'object' || owner === null || !('name' in owner) || typeof owner.name !== 'string' || owner.name === '') {
    return `Plugin manifest for "${id}" must contain an "owner" property, which includes a nested "name" property.`;
  }
  const type = fields['type'] ?? 'standard';
  if (type === 'preboot') return `Plugin "${id}" is of type "preboot", which the standalone host does not implement.`;
  return type === 'standard' ? undefined : `The "type" in manifest for plugin "${id}" is set to "${String(type)}", but it should either be "standard" or "preboot".`;
}

/** Exact equality of `x.y.z`; the word `kibana` fits every version. */
function isCompatible(expected: string, actual: string): boolean {
  if (expected === 'kibana') return true;
  const [left, right] = [semver.coerce(expected), semver.coerce(actual)];
  return left !== null && right !== null && semver.eq(left, right);
}

const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');
const strings = (value: unknown): readonly string[] => (isStrings(value) ? value : []);

function toManifest(fields: Record<string, unknown>): PluginManifest {
  const id = String(fields['id']);
  const configPath = fields['configPath'];
  return {
    id,
    version: String(fields['version']),
    configPath: typeof configPath === 'string' ? configPath.split('.') : isStrings(configPath) ? configPath : [snakeCase(id)],
    server: fields['server'] === true,
    ui: fields['ui'] === true,
    requiredPlugins: strings(fields['requiredPlugins']),
    optionalPlugins: strings(fields['optionalPlugins']),
    requiredBundles: strings(fields['requiredBundles']),
    enabledOnAnonymousPages: fields['enabledOnAnonymousPages'] === true,
  };
}

function snakeCase(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
