import { KibanaFatalError } from './fatal_error';
import { readPluginManifest, type PluginManifest } from './plugin_manifest';

/** A plugin of a directory, not loaded yet. */
export interface DiscoveredPlugin {
  readonly directory: string;
  readonly manifest: PluginManifest;
}

/** Reads every manifest. Throws one fatal error that lists all bad ones, or that an id stands twice. */
export async function discoverPlugins(directories: readonly string[], kibanaVersion: string, builtIn: ReadonlySet<string>): Promise<DiscoveredPlugin[]> {
  const read = await Promise.all(directories.map(async (directory) => ({ directory, manifest: await readPluginManifest(directory, kibanaVersion) })));
  const refusals = read.flatMap(({ manifest }) => ('refusal' in manifest ? [manifest.refusal] : []));
  if (refusals.length > 0) throw new KibanaFatalError(`Failed to initialize plugins:\n\t${refusals.join('\n\t')}`);
  const plugins = read.flatMap(({ directory, manifest }) => ('refusal' in manifest ? [] : [{ directory, manifest }]));
  const seen = new Set(builtIn);
  for (const { manifest } of plugins) {
    if (seen.has(manifest.id)) throw new KibanaFatalError(`Plugin with id "${manifest.id}" is already registered!`);
    seen.add(manifest.id);
  }
  for (const { manifest } of plugins) assertBundles(manifest, plugins);
  return plugins;
}

function assertBundles({ id, requiredBundles }: PluginManifest, plugins: readonly DiscoveredPlugin[]): void {
  for (const bundle of requiredBundles) {
    const owner = plugins.find(({ manifest }) => manifest.id === bundle);
    if (!owner) throw new KibanaFatalError(`Plugin bundle with id "${bundle}" is required by plugin "${id}" but it is missing.`);
    if (!owner.manifest.ui) throw new KibanaFatalError(`Plugin bundle with id "${bundle}" is required by plugin "${id}" but it doesn't have a UI bundle.`);
  }
}

/**
 * Leaves out plugins whose required plugins are missing or disabled (told to `onDisabled`), and orders the rest so that each
 * comes after those it depends on. Throws where they depend on one another in a circle.
 */
export function orderPlugins<P extends DiscoveredPlugin>(plugins: readonly P[], builtIn: ReadonlySet<string>, onDisabled: (id: string, missing: readonly string[]) => void): P[] {
  const enabled = withoutUnmet(plugins, builtIn, onDisabled);
  const byId = new Map(enabled.map((plugin) => [plugin.manifest.id, plugin]));
  const ordered: P[] = [];
  const visit = (plugin: P, trail: readonly string[]): void => {
    const { id, requiredPlugins, optionalPlugins } = plugin.manifest;
    if (ordered.includes(plugin)) return;
    if (trail.includes(id)) throw new KibanaFatalError(`Topological ordering of plugins did not complete, these plugins have cyclic or missing dependencies: ${JSON.stringify(trail)}`);
    for (const dependency of [...requiredPlugins, ...optionalPlugins]) {
      const found = byId.get(dependency);
      if (found) visit(found, [...trail, id]);
    }
    ordered.push(plugin);
  };
  for (const plugin of enabled) visit(plugin, []);
  return ordered;
}

function withoutUnmet<P extends DiscoveredPlugin>(plugins: readonly P[], builtIn: ReadonlySet<string>, onDisabled: (id: string, missing: readonly string[]) => void): readonly P[] {
  const known = new Set([...builtIn, ...plugins.map(({ manifest }) => manifest.id)]);
  const unmet = plugins.filter(({ manifest }) => manifest.requiredPlugins.some((id) => !known.has(id)));
  if (unmet.length === 0) return plugins;
  for (const { manifest } of unmet) onDisabled(manifest.id, manifest.requiredPlugins.filter((id) => !known.has(id)));
  return withoutUnmet(plugins.filter((plugin) => !unmet.includes(plugin)), builtIn, onDisabled);
}
