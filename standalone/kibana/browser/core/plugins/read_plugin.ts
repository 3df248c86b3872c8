import type { Plugin, PluginInitializer } from '@kbn/core/public';

/**
 * Gives the initializer that a plugin's bundle exports (`kibana-contract.md` §3.2). Throws where the bundle never defined its key, or
 * exports no function `plugin`: in Kibana too that ends the whole page.
 */
export function readPlugin(pluginId: string): PluginInitializer {
  const key = `plugin/${pluginId}/public`;
  const bundles = window.__kbnBundles__;
  if (!bundles?.has(key)) throw new Error(`Plugin "${pluginId}" did not define its bundle ${key}: its script may have failed to load.`);
  const { plugin } = bundles.get(key) as { readonly plugin?: unknown };
  if (typeof plugin !== 'function') throw new Error(`Plugin "${pluginId}" exports no function "plugin".`);
  return plugin as PluginInitializer;
}

/** Checks what the initializer gave: an instance at once, with `setup` and `start`. */
export function checkPlugin(pluginId: string, instance: unknown): Plugin {
  const { setup, start } = (instance ?? {}) as Partial<Plugin>;
  if (typeof setup !== 'function' || typeof start !== 'function') {
    throw new Error(`Plugin "${pluginId}" must give an instance with "setup" and "start", and not a promise of one.`);
  }
  return instance as Plugin;
}
