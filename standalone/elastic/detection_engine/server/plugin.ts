import type { CoreSetup, CoreStart, Logger, Plugin, PluginInitializerContext } from '@kbn/core/server';
import type { FeaturesSetup } from '@kbn/plugins/server';
import { createDetectionEngine } from './detection_engine';
import type { DetectionEngine, SecurityContract, SpacesContract } from './detection_engine';
import { securityFeatures } from './feature/security_features';
import { alertingRoutes } from './routes/alerting_routes';
import { engineRoutes } from './routes/engine_routes';
import { exceptionRoutes } from './routes/exception_routes';
import { executionRoutes } from './routes/execution_routes';
import { refusedRoutes } from './routes/refused_routes';
import { ruleRoutes } from './routes/rule_routes';
import { signalRoutes } from './routes/signal_routes';
import { savedObjectTypeDefinitions } from './rules/saved_object_types';

interface SetupDependencies {
  readonly features: FeaturesSetup;
}
interface StartDependencies {
  readonly security?: SecurityContract;
  readonly spaces?: SpacesContract;
}

const routes = [...ruleRoutes, ...exceptionRoutes, ...signalRoutes, ...executionRoutes, ...alertingRoutes, ...engineRoutes, ...refusedRoutes];

/** The embedded detection engine as a plugin of the host: Security's feature, its routes, and the runner of rules. */
export class DetectionEnginePlugin implements Plugin<void, void, SetupDependencies, StartDependencies> {
  private readonly log: Logger;
  private readonly kibanaVersion: string;
  private engine: DetectionEngine | undefined;

  constructor(context: PluginInitializerContext) {
    this.log = context.logger.get();
    this.kibanaVersion = context.env.packageInfo.version;
  }

  setup(core: CoreSetup<StartDependencies>, { features }: SetupDependencies): void {
    for (const feature of securityFeatures(this.kibanaVersion)) features.registerKibanaFeature(feature);
    for (const type of savedObjectTypeDefinitions) core.savedObjects.registerType(type);
    const router = core.http.createRouter();
    for (const register of routes) register(router, () => this.started());
  }

  start(core: CoreStart, { security, spaces }: StartDependencies): void {
    this.engine = createDetectionEngine({ core, kibanaVersion: this.kibanaVersion, log: this.log, security, spaces, now: () => new Date() });
    this.engine.alertsIndices.ensure('default').catch((error: unknown) => this.log.warn(`the alerts index of the default space could not be made: ${error instanceof Error ? error.message : String(error)}`));
    this.engine.scheduler.start();
  }

  async stop(): Promise<void> {
    await this.engine?.scheduler.stop();
    await this.engine?.retirement.finish();
  }

  private started(): DetectionEngine {
    if (this.engine === undefined) throw new Error('the detection engine has not started yet');
    return this.engine;
  }
}
