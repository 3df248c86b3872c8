import type { CoreSetup, CoreStart, Logger, Plugin, PluginInitializerContext } from '@kbn/core/server';
import type { FeaturesSetup, SecuritySetup } from '@kbn/plugins/server';
import type { RuleContent } from '../common/detection';
import type { StagingWatchConfig } from './config';
import { refreshAtStartUp } from './coverage';
import { createFeature } from './features';
import { createLoopback, type Loopback } from './lib/loopback';
import { createRequestServices, type Installation, type PluginFacts, type StartDependencies } from './lib/request_services';
import { createRuleLocks } from './lib/rule_locks';
import { routes } from './routes';
import { installAtStartUp, readPackagedRules } from './rules';
import { savedObjectTypeNames, savedObjectTypes } from './saved_object_types';

export interface SetupDependencies {
  readonly features: FeaturesSetup;
  readonly security?: SecuritySetup;
  readonly spaces?: unknown;
}

/** Composition root: feature, saved object types, routes; at start-up, where a key is configured, the installation of the rules. */
export class StagingWatchPlugin implements Plugin<void, void, SetupDependencies, StartDependencies> {
  private readonly log: Logger;
  private readonly config: StagingWatchConfig;
  private readonly installations = new Map<string, Installation>();
  private readonly locks = createRuleLocks();
  private readonly stopped = new AbortController();
  private ruleContents: readonly RuleContent[] = [];
  private loopback: Loopback | undefined;

  constructor(private readonly context: PluginInitializerContext) {
    this.log = context.logger.get();
    this.config = context.config.get<StagingWatchConfig>();
  }

  setup(core: CoreSetup<StartDependencies>, dependencies: SetupDependencies): void {
    if (!this.loadRules()) return;
    const { features } = dependencies;
    this.loopback = createLoopback({ getServerInfo: () => core.http.getServerInfo(), basePath: core.http.basePath });
    features.registerKibanaFeature(createFeature());
    for (const type of savedObjectTypes) core.savedObjects.registerType(type);
    const createServices = createRequestServices({
      getStartServices: () => core.getStartServices(),
      loopback: this.loopback,
      hiddenTypes: savedObjectTypeNames,
      ruleContents: this.ruleContents,
      locks: this.locks,
      plugin: this.facts(dependencies),
    });
    const router = core.http.createRouter();
    for (const register of routes) register({ router, createServices, log: this.log });
  }

  /** Returns at once: the installation waits for the detection engine in the background and never holds up the start. */
  start(core: CoreStart): void {
    const { apiKey, enableRules, spaces } = this.config.install;
    if (apiKey === undefined || this.loopback === undefined) return;
    const { loopback, ruleContents, log, installations, locks } = this;
    for (const spaceId of spaces) {
      const repository = core.savedObjects.createInternalRepository(savedObjectTypeNames);
      void installAtStartUp({
        loopback,
        apiKey,
        enableRules,
        spaceId,
        ruleContents,
        savedObjects: repository,
        log,
        signal: this.stopped.signal,
        report: (startUp, isOver) => {
          installations.set(spaceId, { startUp, isOver });
          if (isOver) void refreshAtStartUp({ loopback, apiKey, repository, locks, spaceId, ruleContents });
        },
      });
    }
  }

  stop(): void {
    this.stopped.abort();
  }

  /** A build without well-formed rules is broken: that is said, and the plugin stays out of Kibana's way. */
  private loadRules(): boolean {
    try {
      this.ruleContents = readPackagedRules();
      return true;
    } catch (error) {
      this.log.error(`Staging Watch is disabled: its packaged rules cannot be read. ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  private facts({ security, spaces }: SetupDependencies): PluginFacts {
    const { install } = this.config;
    return {
      version: this.context.env.packageInfo.version,
      installSpaces: install.apiKey === undefined ? [] : install.spaces,
      absentPlugins: Object.entries({ security, spaces }).flatMap(([name, contract]) => (contract === undefined ? [name] : [])),
      installation: (spaceId) => this.installations.get(spaceId) ?? { startUp: undefined, isOver: false },
    };
  }
}
