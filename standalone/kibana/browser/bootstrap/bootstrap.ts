/** The one script of the HTML page: makes the globals that bundles rely on, loads styles and scripts, starts core (`kibana-contract.md` §3.1). */
import { isDarkMode } from '../page/color_mode';
import type { PageConfiguration } from '../page/page_configuration';
import { readPageConfiguration } from '../page/read_page_configuration';
import { createBundleRegistry, type BundleRegistry } from './bundle_registry';
import { loadScripts, loadStyles } from './load_files';
import { scriptOrder } from './script_order';
import { showFailure } from './show_failure';
import { themeTag } from './theme_tag';

declare global {
  interface Window {
    __kbnBundles__?: BundleRegistry;
    __kbnPublicPath__?: Readonly<Record<string, string>>;
    __kbnPluginsLoaded?: Promise<void>;
    __kbnStrictCsp__?: boolean;
    __kbnThemeTag__?: string;
    __kbnHardenPrototypes__?: boolean;
  }
}

interface CoreModule {
  __kbnBootstrap__(): Promise<void>;
}

function setGlobals(configuration: PageConfiguration, darkMode: boolean): BundleRegistry {
  const registry = createBundleRegistry();
  // 8.12 hardens nothing and has no such global (`kibana-8.12-observed.md` 3).
  if (configuration.librarySet === 'newest') window.__kbnHardenPrototypes__ = true;
  window.__kbnStrictCsp__ = true;
  window.__kbnThemeTag__ = themeTag(configuration.librarySet, darkMode);
  window.__kbnPublicPath__ = configuration.publicPaths;
  window.__kbnBundles__ = registry;
  return registry;
}

async function loadPage(): Promise<void> {
  const configuration = readPageConfiguration();
  const darkMode = isDarkMode(configuration);
  const registry = setGlobals(configuration, darkMode);
  const scripts = loadScripts(scriptOrder(configuration));
  if (configuration.loadOrder === 'core_after_plugins') window.__kbnPluginsLoaded = scripts;
  await Promise.all([scripts, loadStyles(darkMode ? configuration.styles.dark : configuration.styles.light)]);
  await window.__kbnPluginsLoaded;
  await (registry.get('entry/core/public') as CoreModule).__kbnBootstrap__();
}

loadPage().catch((error: unknown) => {
  console.error(error);
  showFailure(error instanceof Error ? error.message : String(error));
});
