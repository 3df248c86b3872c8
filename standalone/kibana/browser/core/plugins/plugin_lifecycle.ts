import type { CoreSetup, CoreStart, Plugin } from '@kbn/core/public';
import type { BrowserPlugin, PageConfiguration } from '../../page/page_configuration';
import { checkPlugin, readPlugin } from './read_plugin';

export interface PluginLifecycleDependencies {
  readonly configuration: Pick<PageConfiguration, 'plugins' | 'kibanaVersion' | 'buildNumber'>;
  readonly application: CoreSetup['application'];
}

type StartServices = Awaited<ReturnType<Parameters<Plugin['setup']>[0]['getStartServices']>>;

interface SetUpPlugin {
  readonly description: BrowserPlugin;
  readonly instance: Plugin;
  readonly resolveStart: (services: StartServices) => void;
}

/** Both halves of the plugins' life; between them core starts. */
export interface PluginLifecycle {
  setup(): Promise<void>;
  /** Takes what gives core's start contract as one plugin sees it. */
  start(coreStartFor: (pluginId: string) => CoreStart): Promise<void>;
}

/**
 * Reads, sets up and starts the page's plugins in the order of the configuration. Each gets the contracts of the plugins it names that are
 * on this page; an optional one that is not is simply absent. Throws on the first plugin that fails.
 */
export function createPluginLifecycle({ configuration, application }: PluginLifecycleDependencies): PluginLifecycle {
  const setUp: SetUpPlugin[] = [];
  const setupContracts = new Map<string, unknown>();
  const startContracts = new Map<string, unknown>();
  return {
    async setup() {
      for (const description of configuration.plugins) {
        const instance = checkPlugin(description.id, readPlugin(description.id)(initializerContext(description, configuration)));
        let resolveStart: SetUpPlugin['resolveStart'] = () => undefined;
        const started = new Promise<StartServices>((resolve) => (resolveStart = resolve));
        const contract: unknown = await instance.setup({ application, getStartServices: () => started }, contractsFor(description, setupContracts));
        setupContracts.set(description.id, contract);
        setUp.push({ description, instance, resolveStart });
      }
    },
    async start(coreStartFor) {
      for (const { description, instance, resolveStart } of setUp) {
        const core = coreStartFor(description.id);
        const dependencies = contractsFor(description, startContracts);
        const contract = await instance.start(core, dependencies);
        startContracts.set(description.id, contract);
        resolveStart([core, dependencies, contract]);
      }
    },
  };
}

function contractsFor({ requiredPlugins, optionalPlugins }: BrowserPlugin, contracts: ReadonlyMap<string, unknown>): object {
  return Object.fromEntries([...requiredPlugins, ...optionalPlugins].filter((id) => contracts.has(id)).map((id) => [id, contracts.get(id)]));
}

function initializerContext({ id, configuration }: BrowserPlugin, { kibanaVersion, buildNumber }: PluginLifecycleDependencies['configuration']) {
  return {
    opaqueId: Symbol(id),
    env: { mode: { dev: false, prod: true }, packageInfo: { version: kibanaVersion, buildNum: buildNumber } },
    config: { get: <T>(): T => configuration as T },
  };
}
