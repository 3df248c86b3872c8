import type { CoreStart, Logger, Plugin, PluginInitializerContext } from '@kbn/core/server';
import { randomUUID } from 'node:crypto';
import { of } from 'rxjs';
import type { Core } from '../core/core_contracts';
import type { ContractLine } from '../http/contract_line';
import { isConfigSchema, ValidationError, type SchemaType } from '../packages/config_schema';
import type { BuiltInPlugin } from './built_in_plugins';
import type { Configuration } from './configuration';
import { orderPlugins, type DiscoveredPlugin } from './discover_plugins';
import { KibanaFatalError } from './fatal_error';
import type { PluginManifest } from './plugin_manifest';
import { loadServerEntry, type SuppliedModules } from './plugin_modules';

const SETUP_TIMEOUT_MS = 10_000;
const START_TIMEOUT_MS = 20_000;

/** What the page needs to know of a plugin with a browser part. */
export interface UiPlugin {
  readonly directory: string;
  readonly manifest: PluginManifest;
  /** The part of the configuration that the plugin exposes. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

export interface PluginSystemDependencies {
  readonly line: ContractLine;
  readonly log: Logger;
  readonly configuration: Configuration;
  readonly modules: SuppliedModules;
  readonly builtIn: readonly BuiltInPlugin[];
}

interface LoadedPlugin extends DiscoveredPlugin {
  readonly owner: symbol;
  readonly configuration: unknown;
  readonly exposed: Readonly<Record<string, unknown>>;
  readonly initializer: unknown;
}

interface RunningPlugin {
  readonly loaded: LoadedPlugin;
  readonly instance: Plugin<unknown, unknown>;
  readonly setup: unknown;
  readonly resolveStart: (services: [CoreStart, object, unknown]) => void;
}

/** Runs plugins through Kibana's lifecycle: configuration, setup, start, stop, each after those it depends on. */
export class PluginSystem {
  private readonly loaded: readonly LoadedPlugin[];
  private readonly running: RunningPlugin[] = [];
  private readonly dependencies: PluginSystemDependencies;
  readonly instanceUuid = randomUUID();

  /** Loads every plugin's module and reads its configuration. Throws Kibana's fatal errors. */
  constructor(discovered: readonly DiscoveredPlugin[], dependencies: PluginSystemDependencies) {
    this.dependencies = dependencies;
    const known = discovered.map((plugin) => this.load(plugin));
    dependencies.configuration.assertNothingUnread();
    const enabled = known.filter((plugin) => !isDisabled(plugin.configuration));
    const log = dependencies.log.get('plugins-service');
    for (const { manifest } of known.filter((plugin) => !enabled.includes(plugin))) log.info(`Plugin "${manifest.id}" is disabled.`);
    const ordered = orderPlugins(enabled, new Set(dependencies.builtIn.map(({ id }) => id)), (id, missing) =>
      log.info(`Plugin "${id}" has been disabled since the following direct or transitive dependencies are missing, disabled, or have incompatible types: [${missing.join(', ')}]`)
    );
    this.loaded = ordered;
  }

  get ids(): readonly string[] {
    return this.loaded.map(({ manifest }) => manifest.id);
  }

  get uiPlugins(): readonly UiPlugin[] {
    return this.loaded.filter(({ manifest }) => manifest.ui).map(({ directory, manifest, exposed }) => ({ directory, manifest, configuration: exposed }));
  }

  async setup(core: Core): Promise<void> {
    const contracts = new Map<string, unknown>(this.dependencies.builtIn.map(({ id, setup }) => [id, setup]));
    for (const loaded of this.loaded.filter(({ manifest }) => manifest.server)) {
      const { id } = loaded.manifest;
      const instance = await this.instantiate(loaded);
      let resolveStart: RunningPlugin['resolveStart'] = () => undefined;
      const startServices = new Promise<[CoreStart, object, unknown]>((resolve) => (resolveStart = resolve));
      const setup = await inTime(instance.setup(core.setupFor({ id, owner: loaded.owner }, startServices), contractsFor(loaded.manifest, contracts)), SETUP_TIMEOUT_MS, `Setup lifecycle of "${id}" plugin wasn't completed in 10sec. Consider disabling the plugin and re-start.`);
      contracts.set(id, setup);
      this.running.push({ loaded, instance, setup, resolveStart });
    }
  }

  async start(core: Core): Promise<void> {
    const contracts = new Map<string, unknown>(this.dependencies.builtIn.map(({ id, start }) => [id, start]));
    for (const { loaded, instance, resolveStart } of this.running) {
      const { id } = loaded.manifest;
      const coreStart = core.startFor({ id });
      const given = contractsFor(loaded.manifest, contracts);
      const start = await inTime(instance.start(coreStart, given), START_TIMEOUT_MS, `Start lifecycle of "${id}" plugin wasn't completed in 20sec. Consider disabling the plugin and re-start.`);
      contracts.set(id, start);
      resolveStart([coreStart, given, start]);
    }
  }

  /** In the reverse order; a plugin that fails to stop does not keep the others from it. */
  async stop(): Promise<void> {
    for (const { loaded, instance } of [...this.running].reverse()) {
      try {
        await instance.stop?.();
      } catch (error) {
        this.dependencies.log.get('plugins-system').warn(`"${loaded.manifest.id}" plugin didn't stop cleanly: ${String(error)}`);
      }
    }
    this.running.length = 0;
  }

  private load(plugin: DiscoveredPlugin): LoadedPlugin {
    const { id, configPath, server } = plugin.manifest;
    const owner = Symbol(id);
    if (!server) return { ...plugin, owner, configuration: this.dependencies.configuration.get([...configPath, 'enabled']) === false ? { enabled: false } : {}, exposed: {}, initializer: undefined };
    const entry = loadServerEntry(plugin.directory, this.dependencies.modules) as { readonly plugin?: unknown; readonly config?: { readonly schema?: unknown; readonly exposeToBrowser?: unknown } };
    if (!('plugin' in entry)) throw new KibanaFatalError(`Plugin "${id}" does not export "plugin" definition (${plugin.directory}).`);
    if (typeof entry.plugin !== 'function') throw new KibanaFatalError(`Definition of plugin "${id}" should be a function (${plugin.directory}).`);
    const { config } = entry;
    if (!config) return { ...plugin, owner, configuration: {}, exposed: {}, initializer: entry.plugin };
    if (!isConfigSchema(config.schema)) throw new KibanaFatalError('Configuration schema expected to be an instance of Type');
    const configuration = this.validate(plugin.manifest, config.schema);
    return { ...plugin, owner, configuration, exposed: pick(configuration, config.exposeToBrowser), initializer: entry.plugin };
  }

  private validate({ configPath }: PluginManifest, type: SchemaType<unknown>): unknown {
    try {
      return type.validate(this.dependencies.configuration.get(configPath), {}, `config validation of [${configPath.join('.')}]`);
    } catch (error) {
      // Exit code 78 is what Kibana gives for a configuration that is not valid.
      if (error instanceof ValidationError || (error instanceof Error && error.name === 'ValidationError')) throw new KibanaFatalError(error.message, 78);
      throw error;
    }
  }

  private async instantiate({ manifest, initializer, configuration, owner }: LoadedPlugin): Promise<Plugin<unknown, unknown>> {
    const { line, log } = this.dependencies;
    const logger = { get: (...context: string[]) => log.get('plugins', manifest.id, ...context) };
    const context: PluginInitializerContext = {
      opaqueId: owner,
      env: { mode: { dev: false, prod: true }, packageInfo: { version: line.version, buildNum: line.buildNumber, branch: 'main', dist: true }, instanceUuid: this.instanceUuid },
      logger,
      config: { create: <C>() => of(configuration as C), get: <C>() => configuration as C },
    };
    const instance: unknown = await (initializer as (context: PluginInitializerContext) => unknown)(context);
    if (typeof instance !== 'object' || instance === null) throw new KibanaFatalError(`Initializer for plugin "${manifest.id}" is expected to return plugin instance, but returned "${String(instance)}".`);
    if (!('setup' in instance) || typeof instance.setup !== 'function') throw new KibanaFatalError(`Instance of plugin "${manifest.id}" does not define "setup" method.`);
    return instance as Plugin<unknown, unknown>;
  }
}

/** Contracts of the plugins that a manifest names, as far as they are there. */
function contractsFor({ requiredPlugins, optionalPlugins }: PluginManifest, contracts: ReadonlyMap<string, unknown>): object {
  return Object.fromEntries([...requiredPlugins, ...optionalPlugins].filter((id) => contracts.has(id)).map((id) => [id, contracts.get(id)]));
}

function isDisabled(configuration: unknown): boolean {
  return typeof configuration === 'object' && configuration !== null && 'enabled' in configuration && configuration.enabled === false;
}

/** `exposeToBrowser: { a: true, b: { c: true } }` picks `a` and `b.c`; nothing else leaves the server. */
function pick(value: unknown, exposed: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || typeof exposed !== 'object' || exposed === null) return {};
  const from = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(exposed).flatMap(([key, how]) => {
      if (how === true) return [[key, from[key]]];
      return typeof how === 'object' && how !== null ? [[key, pick(from[key], how)]] : [];
    })
  );
}

async function inTime<T>(result: T | Promise<T>, timeoutMs: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new KibanaFatalError(message)), timeoutMs);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
