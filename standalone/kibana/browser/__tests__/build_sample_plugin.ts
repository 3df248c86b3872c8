import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const SAMPLE_DIRECTORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../../shared/sample-plugin');

/** Whether the sample plugin lies beside this project. */
export const hasSamplePlugin = existsSync(SAMPLE_DIRECTORY);

/** The id of the sample plugin. */
export const SAMPLE_ID = 'stagingWatchSample';

const SHARED: Readonly<Record<string, string>> = {
  react: 'React',
  'react-dom': 'ReactDom',
  '@elastic/eui': 'ElasticEui',
  '@emotion/react': 'EmotionReact',
  '@emotion/cache': 'EmotionCache',
  '@kbn/i18n': 'KbnI18n',
  '@kbn/i18n-react': 'KbnI18nReact',
  'react-router-dom': 'ReactRouterDom',
  'react-router': 'ReactRouter',
  history: 'History',
  moment: 'Moment',
  rxjs: 'Rxjs',
  lodash: 'Lodash',
};

const externals: Plugin = {
  name: 'kbn-shared',
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ path: name }) => (Object.hasOwn(SHARED, name) ? { path: name, namespace: 'shared' } : undefined));
    build.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path: name }) => ({ contents: `module.exports = __kbnSharedDeps__.${SHARED[name]};`, loader: 'js' }));
  },
};

/**
 * Gives a plugin's browser bundle, wrapped as the sample's own build does it: one lazy `define`.
 *
 * @param entryPoint absolute path of the module that exports `plugin`
 */
export async function bundlePlugin(id: string, entryPoint: string): Promise<string> {
  const key = JSON.stringify(`plugin/${id}/public`);
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    format: 'cjs',
    target: 'es2020',
    minify: true,
    jsx: 'transform',
    tsconfigRaw: {},
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [externals],
    banner: { js: '(function(){"use strict";var cache;function load(){if(!cache){var module={exports:{}},exports=module.exports;(function(module,exports){' },
    footer: { js: `})(module,exports);cache=module.exports;}return cache;}__kbnBundles__.define(${key},load,${key});})();` },
  });
  return outputFiles[0]?.text ?? '';
}

/** Gives the browser bundle of the sample plugin: `src` is written to the contract of 8.12, `src9` to that of 9.x. */
export function bundleSamplePlugin(source: 'src' | 'src9'): Promise<string> {
  return bundlePlugin(SAMPLE_ID, path.join(SAMPLE_DIRECTORY, source, 'public', 'index.js'));
}

/** Gives the picture among the sample's assets. */
export function sampleAsset(): Buffer {
  return readFileSync(path.join(SAMPLE_DIRECTORY, 'src', 'public', 'assets', 'dot.png'));
}
