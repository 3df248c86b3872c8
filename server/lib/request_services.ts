import { createHash } from 'node:crypto';
import type { AuthenticatedUser, CoreStart, ElasticsearchClient, KibanaRequest, RequestHandlerContext, SavedObjectsClientContract } from '@kbn/core/server';
import type { SecurityStart, SpacesStart } from '@kbn/plugins/server';
import type { InstallReport } from '../../common/api';
import type { RuleContent } from '../../common/detection';
import { credentialsOf } from './credentials';
import { createDetectionEngineClient, type DetectionEngineClient } from './detection_engine_client';
import type { Loopback } from './loopback';
import type { RuleLocks } from './rule_locks';

/** What one request may use: clients with the caller's own rights, in the caller's space. */
export interface RequestServices {
  /** As the current user. */
  readonly elasticsearch: ElasticsearchClient;
  /** As the current user, in the space, with the plugin's hidden types. */
  readonly savedObjects: SavedObjectsClientContract;
  readonly detectionEngine: DetectionEngineClient;
  readonly spaceId: string;
  readonly userName: string;
  /** The same for requests with the same credentials, and so the same rights. Throws `authentication_not_forwardable`. */
  readonly callerKey: () => string;
  readonly now: () => Date;
  readonly ruleContents: readonly RuleContent[];
  readonly locks: RuleLocks;
  readonly plugin: PluginFacts;
}

/** What the plugin knows about itself in this host. */
export interface PluginFacts {
  readonly version: string;
  /** Spaces in which a configured key installs at start-up. */
  readonly installSpaces: readonly string[];
  readonly absentPlugins: readonly string[];
  installation(spaceId: string): Installation;
}

/** How far the installation at start-up has come in a space. */
export interface Installation {
  /** Of the last try; undefined before the first has ended, and where nothing is installed at start-up. */
  readonly startUp: InstallReport | undefined;
  /** Nothing more is tried until the next start. */
  readonly isOver: boolean;
}

export interface StartDependencies {
  readonly security?: SecurityStart;
  readonly spaces?: SpacesStart;
}

export interface RequestServicesDependencies {
  readonly getStartServices: () => Promise<readonly [CoreStart, StartDependencies, unknown]>;
  readonly loopback: Loopback;
  readonly hiddenTypes: readonly string[];
  readonly ruleContents: readonly RuleContent[];
  readonly locks: RuleLocks;
  readonly plugin: PluginFacts;
}

export type CreateRequestServices = (context: RequestHandlerContext, request: KibanaRequest) => Promise<RequestServices>;

export function createRequestServices(dependencies: RequestServicesDependencies): CreateRequestServices {
  const { getStartServices, loopback, hiddenTypes, ruleContents, locks, plugin } = dependencies;
  return async (context, request) => {
    const [core, { security, spaces }] = await getStartServices();
    const { elasticsearch } = await context.core;
    const spaceId = spaces?.spacesService.getSpaceId(request) ?? 'default';
    return {
      elasticsearch: elasticsearch.client.asCurrentUser,
      savedObjects: core.savedObjects.getScopedClient(request, { includedHiddenTypes: hiddenTypes }),
      detectionEngine: createDetectionEngineClient({ loopback, credentials: () => credentialsOf(request), spaceId }),
      spaceId,
      userName: currentUser(core, security, request)?.username ?? 'unknown',
      callerKey: () => createHash('sha256').update(JSON.stringify(credentialsOf(request))).digest('base64'),
      now: () => new Date(),
      ruleContents,
      locks,
      plugin,
    };
  };
}

/** From core where it has it (from 8.13 on), else from the security plugin (`kibana-8.12-observed.md` 2). */
function currentUser(core: CoreStart, security: SecurityStart | undefined, request: KibanaRequest): AuthenticatedUser | null {
  return (core.security?.authc ?? security?.authc)?.getCurrentUser(request) ?? null;
}
