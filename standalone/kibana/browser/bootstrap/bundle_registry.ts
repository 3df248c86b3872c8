type BundleRequire = (moduleKey: string) => unknown;

/** `window.__kbnBundles__`: the only meeting point of core and plugin bundles (`kibana-contract.md` §3.1). */
export interface BundleRegistry {
  has(key: string): boolean;
  define(key: string, bundleRequire: BundleRequire, moduleKey: string): void;
  get(key: string): unknown;
}

/**
 * Gives an empty registry. `define` throws on a key that is there already, `get` on one that is not; `get` asks the bundle's own function every
 * time and keeps nothing itself.
 */
export function createBundleRegistry(): BundleRegistry {
  const bundles = new Map<string, { readonly bundleRequire: BundleRequire; readonly moduleKey: string }>();
  return {
    has: (key) => bundles.has(key),
    define(key, bundleRequire, moduleKey) {
      if (bundles.has(key)) throw new Error(`__kbnBundles__ already has a module defined for "${key}"`);
      bundles.set(key, { bundleRequire, moduleKey });
    },
    get(key) {
      const bundle = bundles.get(key);
      if (!bundle) throw new Error(`__kbnBundles__ does not have a module defined for "${key}"`);
      return bundle.bundleRequire(bundle.moduleKey);
    },
  };
}
