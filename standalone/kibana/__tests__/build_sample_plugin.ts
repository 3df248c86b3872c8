import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { samplePluginDirectory } from './recording';
import { temporaryDirectory } from './temporary_directory';

const ID = 'stagingWatchSample';
/** Modules that a page of Kibana shares, and the keys they have there (`kibana-contract.md` §3.5). */
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
};

/** Builds the sample plugin beside the project the way its own build does; gives the unpacked folder. `src9` is the one written for 9.x. */
export async function buildSamplePlugin(source: 'src' | 'src9', kibanaVersion: string): Promise<string> {
  const from = path.join(samplePluginDirectory, source);
  const root = path.join(temporaryDirectory('sample-plugin'), ID);
  for (const part of ['server', 'translations', '.i18nrc.json', 'public/assets']) cpSync(path.join(from, part), path.join(root, part), { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(from, 'kibana.json'), 'utf8')) as object;
  writeFileSync(path.join(root, 'kibana.json'), JSON.stringify({ ...manifest, kibanaVersion }));
  mkdirSync(path.join(root, 'target/public'), { recursive: true });
  const key = JSON.stringify(`plugin/${ID}/public`);
  await build({
    entryPoints: [path.join(from, 'public/index.js')],
    outfile: path.join(root, 'target/public', `${ID}.plugin.js`),
    bundle: true,
    format: 'cjs',
    target: 'es2020',
    jsx: 'transform',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [sharedModules],
    banner: { js: '(function(){"use strict";var cache;function load(){if(!cache){var module={exports:{}},exports=module.exports;(function(module,exports){' },
    footer: { js: `})(module,exports);cache=module.exports;}return cache;}__kbnBundles__.define(${key},load,${key});})();` },
  });
  return root;
}

const sharedModules: Plugin = {
  name: 'shared-modules',
  setup(builder) {
    builder.onResolve({ filter: /.*/ }, ({ path: name }) => (Object.hasOwn(SHARED, name) ? { path: name, namespace: 'shared' } : undefined));
    builder.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path: name }) => ({ contents: `module.exports = __kbnSharedDeps__.${SHARED[name] ?? ''};`, loader: 'js' }));
  },
};
