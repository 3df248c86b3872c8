import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { sharedLibraries } from './shared_libraries';

/** Reads what Kibana shares from its global; refuses what only Kibana's own build could resolve. */
const kibanaGlobals: Plugin = {
  name: 'kibana-globals',
  setup(setup) {
    setup.onResolve({ filter: /^[^./]/ }, (request) => {
      if (sharedLibraries[request.path] !== undefined) return { path: request.path, namespace: 'shared' };
      if (/^(@kbn|@elastic|@emotion)\//.test(request.path) || /^react(-dom)?\//.test(request.path)) {
        return { errors: [{ text: `${request.path} is not in __kbnSharedDeps__ of every supported Kibana: import its types only` }] };
      }
      return undefined;
    });
    setup.onLoad({ filter: /.*/, namespace: 'shared' }, (request) => ({ contents: `module.exports = __kbnSharedDeps__.${sharedLibraries[request.path]};`, loader: 'js' }));
  },
};

/**
 * Makes `target/public/<id>.plugin.js`: one classic script that only calls `define`; the module runs once, when core asks for it
 * (`kibana-contract.md` §3.6, `kibana-8.12-observed.md` 5 to 7).
 */
export async function buildBrowserBundle(root: string, outputDirectory: string, id: string): Promise<void> {
  const key = JSON.stringify(`plugin/${id}/public`);
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(root, 'public/index.ts')],
    outfile: path.join(outputDirectory, 'target/public', `${id}.plugin.js`),
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2020',
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    jsx: 'transform',
    jsxFactory: 'jsx',
    jsxFragment: 'Fragment',
    inject: [path.join(root, 'public/jsx_shim.ts')],
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [kibanaGlobals],
    logLevel: 'silent',
    banner: { js: '(function(){"use strict";var cache;function load(){if(!cache){var module={exports:{}},exports=module.exports;(function(module,exports){' },
    footer: { js: `})(module,exports);cache=module.exports;}return cache;}__kbnBundles__.define(${key},load,${key});})();` },
  });
}
