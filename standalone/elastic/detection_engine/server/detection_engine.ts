import type { AuthenticatedUser, CoreStart, KibanaRequest, Logger, SavedObjectsClientContract } from '@kbn/core/server';
import { createAlertsIndices } from './alerts/alerts_index';
import type { AlertsIndices } from './alerts/alerts_index';
import { ApiError, hasStatus } from './http/api_error';
import { createKeyRetirement } from './identity/key_retirement';
import type { KeyRetirement } from './identity/key_retirement';
import { createRuleStateRepository } from './rules/rule_state';
import type { RuleStateRepository } from './rules/rule_state';
import { ruleSavedObjectType, ruleStateSavedObjectType } from './rules/saved_object_types';
import { createExecutionLog } from './runner/execution_log';
import type { RunRulesDependencies } from './runner/run_rules_over_span';
import { createScheduler } from './runner/scheduler';
import type { Scheduler } from './runner/scheduler';

/** The contract of the host's `spaces` plugin as far as it is there (`typings/kbn`; `getActiveSpace` is not on every host). */
export interface SpacesContract {
  readonly spacesService: { getSpaceId(request: KibanaRequest): string; getActiveSpace?(request: KibanaRequest): Promise<unknown> };
}
export interface SecurityContract {
  readonly authc: { getCurrentUser(request: KibanaRequest): AuthenticatedUser | null };
}

export interface DetectionEngineDependencies {
  readonly core: CoreStart;
  readonly kibanaVersion: string;
  readonly log: Logger;
  readonly security?: SecurityContract | undefined;
  readonly spaces?: SpacesContract | undefined;
  readonly now: () => Date;
}

/** What lives as long as the host: repositories, runner, scheduler. */
export interface DetectionEngine {
  readonly core: CoreStart;
  readonly kibanaVersion: string;
  readonly log: Logger;
  readonly now: () => Date;
  readonly internalSavedObjects: SavedObjectsClientContract;
  readonly states: RuleStateRepository;
  readonly alertsIndices: AlertsIndices;
  readonly previewIndices: AlertsIndices;
  readonly execution: RunRulesDependencies;
  readonly scheduler: Scheduler;
  readonly retirement: KeyRetirement;
  currentUser(request: KibanaRequest): AuthenticatedUser | null;
  spaceIdOf(request: KibanaRequest): string;
  /** Refuses a request below a space that does not exist, as alerting's authorization does (recording `error-403-in-unknown-space`). */
  assertSpaceExists(request: KibanaRequest): Promise<void>;
}

/** Puts the engine together; nothing runs before `scheduler.start()`. */
export function createDetectionEngine({ core, kibanaVersion, log, security, spaces, now }: DetectionEngineDependencies): DetectionEngine {
  const client = core.elasticsearch.client.asInternalUser;
  const internalSavedObjects = core.savedObjects.createInternalRepository([ruleSavedObjectType, ruleStateSavedObjectType]);
  const states = createRuleStateRepository(internalSavedObjects);
  const alertsIndices = createAlertsIndices({ client, kibanaVersion });
  const execute = { core, internalSavedObjects, kibanaVersion, states, executions: createExecutionLog(client), now, writing: { client, indices: alertsIndices, now } };
  const scheduler = createScheduler({ ...execute, log });
  return {
    core,
    kibanaVersion,
    log,
    now,
    internalSavedObjects,
    states,
    alertsIndices,
    previewIndices: createAlertsIndices({ client, kibanaVersion, purpose: 'preview' }),
    execution: { ...execute, scheduler },
    scheduler,
    retirement: createKeyRetirement(client, log),
    currentUser: (request) => (core.security ?? security)?.authc.getCurrentUser(request) ?? null,
    spaceIdOf: (request) => spaces?.spacesService.getSpaceId(request) ?? 'default',
    async assertSpaceExists(request) {
      try {
        await spaces?.spacesService.getActiveSpace?.(request);
      } catch (error) {
        if (hasStatus(error, 404)) throw new ApiError(403, 'Unauthorized to find rules for any rule types');
        throw error;
      }
    },
  };
}
