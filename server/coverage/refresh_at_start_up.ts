import type { SavedObjectsClientContract } from '@kbn/core/server';
import { apiKeyCredentials } from '../lib/credentials';
import { createDetectionEngineClient } from '../lib/detection_engine_client';
import { inNamespace } from '../lib/in_namespace';
import type { Loopback } from '../lib/loopback';
import { readPackagedScenarios } from './packaged_scenarios';
import { refreshCoverage, type RefreshDependencies } from './refresh_coverage';

export interface StartUpRefresh extends Pick<RefreshDependencies, 'locks' | 'spaceId' | 'ruleContents'> {
  readonly loopback: Loopback;
  /** A secret. */
  readonly apiKey: string;
  /** Internal repository with the plugin's hidden types. */
  readonly repository: SavedObjectsClientContract;
}

/** Runs the cells that the installation at start-up touched, all of them in a new Kibana, with the configured key. Never throws. */
export function refreshAtStartUp({ loopback, apiKey, repository, ...facts }: StartUpRefresh): Promise<void> {
  return refreshCoverage({
    ...facts,
    detectionEngine: createDetectionEngineClient({ loopback, credentials: () => apiKeyCredentials(apiKey), spaceId: facts.spaceId }),
    savedObjects: inNamespace(repository, facts.spaceId),
    callerKey: () => 'start-up',
    userName: 'Staging Watch',
    now: () => new Date(),
    scenarios: readPackagedScenarios,
  });
}
