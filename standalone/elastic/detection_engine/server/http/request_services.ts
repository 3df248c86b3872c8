import type { ElasticsearchClient, KibanaRequest, Logger, RequestHandlerContext, SavedObjectsClientContract } from '@kbn/core/server';
import { identityForRequest, noIdentity } from '../identity/execution_identity';
import type { ExecutionIdentity } from '../identity/execution_identity';
import type { DetectionEngine } from '../detection_engine';
import { createRuleRepository } from '../rules/rule_repository';
import type { RuleRepository } from '../rules/rule_repository';
import type { RuleAttributes } from '../rules/rule';
import { ruleSavedObjectType } from '../rules/saved_object_types';
import { createExceptionRepository } from '../exceptions/exception_repository';
import type { ExceptionRepository } from '../exceptions/exception_repository';

/** What a request handler works with: one space, one caller. */
export interface RequestServices {
  readonly engine: DetectionEngine;
  readonly spaceId: string;
  readonly username: string;
  /** Set for callers with a session; written beside a changed alert status. */
  readonly profileUid: string | undefined;
  readonly rules: RuleRepository;
  readonly exceptions: ExceptionRepository;
  readonly savedObjects: SavedObjectsClientContract;
  /** Acts with the caller's credentials. */
  readonly client: ElasticsearchClient;
  readonly internalClient: ElasticsearchClient;
  readonly log: Logger;
  identityFor(attributes: Pick<RuleAttributes, 'name' | 'alertTypeId' | 'enabled'>): Promise<ExecutionIdentity>;
  /** Ends, in a while, the key of a rule that no longer runs with it. */
  retireIdentity(identity: ExecutionIdentity): void;
}

/** The services of one request. */
export async function requestServices(engine: DetectionEngine, context: RequestHandlerContext, request: KibanaRequest): Promise<RequestServices> {
  const core = await context.core;
  const user = engine.currentUser(request);
  const spaceId = engine.spaceIdOf(request);
  const internalClient = engine.core.elasticsearch.client.asInternalUser;
  const savedObjects = engine.core.savedObjects.getScopedClient(request, { includedHiddenTypes: [ruleSavedObjectType] });
  const username = user?.username ?? '';
  return {
    engine,
    spaceId,
    username,
    profileUid: user?.profile_uid,
    rules: createRuleRepository({ internal: engine.internalSavedObjects, scoped: savedObjects, spaceId }),
    exceptions: createExceptionRepository({ internal: engine.internalSavedObjects, scoped: savedObjects, spaceId, username }),
    savedObjects,
    client: core.elasticsearch.client.asCurrentUser,
    internalClient,
    log: engine.log,
    identityFor: async ({ name, alertTypeId, enabled }) => (enabled ? identityForRequest(name, alertTypeId, { request, username, internalClient }) : noIdentity),
    retireIdentity: (identity) => engine.retirement.retire(identity),
  };
}
