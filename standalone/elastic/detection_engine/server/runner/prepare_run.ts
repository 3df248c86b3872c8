import { randomUUID } from 'node:crypto';
import type { CoreStart, SavedObjectsClientContract } from '@kbn/core/server';
import type { StoredRule } from '../rules/rule';
import { checkIndices } from './check_indices';
import { ruleIndices } from './default_indices';
import { loadExceptions, unprocessedWarning } from './load_exceptions';
import type { RuleRun } from './rule_run';

export interface PrepareRunDependencies {
  readonly core: CoreStart;
  readonly internalSavedObjects: SavedObjectsClientContract;
  readonly kibanaVersion: string;
}

export interface PreparedRun {
  readonly run: RuleRun;
  /** False when no index matches: then nothing is searched. */
  readonly searchable: boolean;
  readonly warnings: readonly string[];
}

/**
 * Everything a run needs before its first search. Throws when the rule has no identity (it was disabled meanwhile) or names a data view.
 * @param executionUuid id of the run
 */
export async function prepareRun(rule: StoredRule, startedAt: Date, dependencies: PrepareRunDependencies, executionUuid: string = randomUUID()): Promise<PreparedRun> {
  const { core, internalSavedObjects, kibanaVersion } = dependencies;
  const { apiKey, params } = rule.attributes;
  if (apiKey === null) throw new Error('the rule has no API key to run with');
  const client = core.elasticsearch.client.asScoped({ headers: { authorization: `ApiKey ${apiKey}` } }).asCurrentUser;
  const indices = ruleIndices(params);
  const check = await checkIndices(indices, params.timestampOverride ?? '@timestamp', client);
  const exceptions = await loadExceptions(rule, startedAt, internalSavedObjects);
  const unprocessed = exceptions.unprocessed.length === 0 ? [] : [unprocessedWarning(exceptions.unprocessed)];
  const origin = { rule, executionUuid, kibanaVersion, indices, publicBaseUrl: core.http.basePath.publicBaseUrl };
  const run = { rule, startedAt, origin, indices, excluded: exceptions.excluded, client, internalClient: core.elasticsearch.client.asInternalUser };
  return { run, searchable: check.found, warnings: [...check.warnings, ...unprocessed] };
}
