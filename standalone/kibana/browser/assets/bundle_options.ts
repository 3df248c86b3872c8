import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import type { LibrarySet } from '../page/page_configuration';
import { sharedLibrariesSource } from './shared_libraries_source';
import { sharedModules } from './shared_modules';

const CORE_KEY = 'entry/core/public';
const RESOLVED = 'resolved';

/** Where the browser sources lie, and which libraries they are bundled with. */
export interface BundleInput {
  readonly librarySet: LibrarySet;
  /** Absolute path of `standalone/kibana/browser`. */
  readonly sourceDirectory: string;
}

const COMMON: BuildOptions = {
  bundle: true,
  write: false,
  minify: true,
  target: 'es2020',
  jsx: 'automatic',
  jsxImportSource: '@emotion/react',
  platform: 'browser',
  legalComments: 'none',
  logLevel: 'silent',
  tsconfigRaw: {},
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'globalThis' },
};

/** Path of a library set's own package. */
export function librariesDirectory({ librarySet, sourceDirectory }: BundleInput): string {
  return path.join(sourceDirectory, 'libraries', librarySet);
}

/** Bundle of all shared libraries: one classic script. */
export function sharedLibrariesBundle(input: BundleInput): BuildOptions {
  return {
    ...COMMON,
    stdin: { contents: sharedLibrariesSource(input.librarySet, input.sourceDirectory), resolveDir: librariesDirectory(input), sourcefile: 'shared_libraries.js' },
    format: 'iife',
    mainFields: ['browser', 'module', 'main'],
    plugins: [resolveInLibraries(input), ...(input.librarySet === 'oldest' ? [findIconFiles()] : [])],
  };
}

/** Bundle of the browser core: defines `entry/core/public` and does nothing else at load, like a plugin's (`kibana-contract.md` §3.6). */
export function coreBundle(input: BundleInput): BuildOptions {
  return {
    ...COMMON,
    entryPoints: [path.join(input.sourceDirectory, 'core', 'index.ts')],
    format: 'cjs',
    plugins: [takeFromSharedLibraries(input)],
    banner: { js: '(function(){"use strict";var cache;function load(){if(!cache){var module={exports:{}};(function(module,exports){' },
    footer: { js: `})(module,module.exports);cache=module.exports;}return cache;}__kbnBundles__.define(${JSON.stringify(CORE_KEY)},load,${JSON.stringify(CORE_KEY)});})();` },
  };
}

/** Bundle of the script that makes the globals and loads the others. */
export function bootstrapBundle({ sourceDirectory }: BundleInput): BuildOptions {
  return { ...COMMON, entryPoints: [path.join(sourceDirectory, 'bootstrap', 'bootstrap.ts')], format: 'iife' };
}

/** The sources lie outside the library set's package: a bare import of theirs is looked up there, not in the project's own modules. */
function resolveInLibraries(input: BundleInput): Plugin {
  const resolveDir = librariesDirectory(input);
  const ours = [resolveDir, path.join(input.sourceDirectory, 'shared_libraries')];
  return {
    name: 'resolve-in-libraries',
    setup(build) {
      // EUI's build for bundlers that has no development checks; it is the one Kibana uses.
      build.onResolve({ filter: /^@elastic\/eui$/ }, () => build.resolve('@elastic/eui/optimize/es', { resolveDir, kind: 'import-statement' }));
      // A package with a build for `require` and one for `import` must come in once: what we require is looked up as an import.
      build.onResolve({ filter: /^[^./]/ }, ({ path: name, importer, pluginData }) =>
        pluginData === RESOLVED || !ours.includes(path.dirname(importer)) ? undefined : build.resolve(name, { resolveDir, kind: 'import-statement', pluginData: RESOLVED })
      );
    },
  };
}

/** EUI 90 imports its icons by a computed name without an extension, which this bundler would look up as it stands. */
function findIconFiles(): Plugin {
  const computed = /('\.\/assets\/' \+ typeToPathMap\[iconType\])\)/;
  return {
    name: 'find-icon-files',
    setup(build) {
      build.onLoad({ filter: /[\\/]eui[\\/]optimize[\\/]es[\\/]components[\\/]icon[\\/]icon\.js$/ }, async ({ path: file }) => {
        const source = await readFile(file, 'utf8');
        if (!computed.test(source)) throw new Error('EUI no longer imports its icons the way the bundle expects.');
        return { contents: source.replace(computed, "$1 + '.js')"), loader: 'js' };
      });
    },
  };
}

/** Core uses the same instances of the libraries as the plugins. */
function takeFromSharedLibraries({ librarySet, sourceDirectory }: BundleInput): Plugin {
  const keys = sharedModules(librarySet);
  return {
    name: 'take-from-shared-libraries',
    setup(build) {
      // The runtime of JSX is not shared, and must not bring a second Emotion.
      build.onResolve({ filter: /^@emotion\/react\/jsx-runtime$/ }, () => ({ path: path.join(sourceDirectory, 'core', 'rendering', 'jsx_runtime.ts') }));
      build.onResolve({ filter: /^[^./]/ }, ({ path: name }) => (Object.hasOwn(keys, name) ? { path: name, namespace: 'shared' } : undefined));
      build.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path: name }) => ({ contents: `module.exports = __kbnSharedDeps__.${keys[name]};`, loader: 'js' }));
    },
  };
}
