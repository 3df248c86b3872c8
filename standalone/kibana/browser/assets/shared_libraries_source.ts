import path from 'node:path';
import type { LibrarySet } from '../page/page_configuration';
import { refusedModules, sharedModules } from './shared_modules';

/** The host's own implementations, by the module name that plugins import. */
function ownModules(sourceDirectory: string): Readonly<Record<string, string>> {
  const own = (name: string): string => path.join(sourceDirectory, 'shared_libraries', name);
  return { '@kbn/i18n': own('kbn_i18n.ts'), '@kbn/i18n-react': own('kbn_i18n_react.tsx'), '@kbn/datemath': own('kbn_datemath.ts') };
}

const THEME_FILES: Readonly<Record<LibrarySet, { readonly light: string; readonly dark: string }>> = {
  oldest: { light: '@elastic/eui/dist/eui_theme_light.json', dark: '@elastic/eui/dist/eui_theme_dark.json' },
  newest: { light: '@elastic/eui-theme-borealis/lib/eui_theme_borealis_light.json', dark: '@elastic/eui-theme-borealis/lib/eui_theme_borealis_dark.json' },
};

/**
 * Gives the JavaScript of the entry that fills `window.__kbnSharedDeps__`. Each key is a getter, so a page pays only for the libraries it uses;
 * the bundler's module cache makes sure that each library is evaluated once. A key that Kibana has and this host lacks throws by name.
 *
 * @param sourceDirectory absolute path of `standalone/kibana/browser`
 */
export function sharedLibrariesSource(librarySet: LibrarySet, sourceDirectory: string): string {
  const own = ownModules(sourceDirectory);
  const theme = THEME_FILES[librarySet];
  const uiTheme = `require(${JSON.stringify(path.join(sourceDirectory, 'shared_libraries', 'kbn_ui_theme.ts'))}).uiTheme(require(${JSON.stringify(theme.light)}), require(${JSON.stringify(theme.dark)}))`;
  const supplied = Object.entries(sharedModules(librarySet)).map(([module, key]) => {
    const value = module === '@kbn/ui-theme' ? uiTheme : `require(${JSON.stringify(own[module] ?? module)})`;
    return `get ${key}() { return ${value}; },`;
  });
  const refused = Object.entries(refusedModules(librarySet)).map(
    ([module, key]) => `get ${key}() { throw new Error(${JSON.stringify(`The standalone host does not supply ${module} (__kbnSharedDeps__.${key}).`)}); },`
  );
  const start = `require(${JSON.stringify(path.join(sourceDirectory, 'shared_libraries', 'prepare_page.ts'))}).preparePage();`;
  return `${start}\nwindow.__kbnSharedDeps__ = {\n${[...supplied, ...refused].join('\n')}\n};\n`;
}
