import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';

/** Modules that a Kibana distribution supplies, by name, for instance `@kbn/config-schema`. */
export type SuppliedModules = Readonly<Record<string, unknown>>;

interface CommonJsModule {
  _compile(code: string, filename: string): unknown;
}
interface Loader {
  readonly _extensions: Record<string, (module: CommonJsModule, filename: string) => unknown>;
  _load(request: string, parent: { readonly filename?: string | null } | undefined, isMain: boolean): unknown;
}

const suppliedTo = new Map<string, SuppliedModules>();
let isInstalled = false;

/**
 * Loads a plugin's `server/` as Kibana does, a CommonJS directory (`kibana-contract.md` §1.4), and gives its exports.
 * Code below `directory` finds `modules` by plain `require`; in Kibana they lie in the `node_modules` above the plugins.
 */
export function loadServerEntry(directory: string, modules: SuppliedModules): unknown {
  installLoader();
  const root = path.resolve(directory);
  suppliedTo.set(root, modules);
  const require = createRequire(path.join(root, 'kibana.json'));
  const entry = require.resolve('./server');
  for (const file of Object.keys(require.cache)) if (isBelow(file, root)) delete require.cache[file];
  return require(entry) as unknown;
}

/** Node has no public hook for CommonJS before 22.15, hence the loader's own entry. Only code of plugins is affected. */
function installLoader(): void {
  if (isInstalled) return;
  isInstalled = true;
  const loader = Module as unknown as Loader;
  const load = loader._load;
  loader._load = function (this: unknown, request, parent, isMain) {
    const supplied = request.startsWith('@kbn/') ? findSupplied(request, parent?.filename) : undefined;
    return supplied ? supplied.module : load.call(this, request, parent, isMain);
  };
  // Server code of a plugin is CommonJS wherever it lies: no manifest of a package above it may say otherwise.
  const compile = loader._extensions['.js'];
  loader._extensions['.js'] = (module, filename) => {
    if (isServerCode(filename)) return module._compile(readFileSync(filename, 'utf8'), filename);
    return compile?.(module, filename);
  };
}

function isServerCode(file: string): boolean {
  const root = [...suppliedTo.keys()].find((each) => isBelow(file, each));
  return root !== undefined && !file.slice(root.length).split(path.sep).includes('node_modules');
}

function findSupplied(request: string, file: string | null | undefined): { readonly module: unknown } | undefined {
  if (typeof file !== 'string') return undefined;
  for (const [root, modules] of suppliedTo) if (isBelow(file, root) && Object.hasOwn(modules, request)) return { module: modules[request] };
  return undefined;
}

function isBelow(file: string, root: string): boolean {
  return file.startsWith(root + path.sep);
}
