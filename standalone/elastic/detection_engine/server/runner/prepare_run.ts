import type { CoreStart, ElasticsearchClient, SavedObjectsClientContract } from '@kbn/core/server';
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

/** Of whom and for what a run is prepared. */
export interface RunIdentity {
  readonly executionUuid: string;
  /** Acts as whoever the rule runs as. */
  readonly client: ElasticsearchClient;
}

/** The client of a rule that is stored; throws when the rule has no identity, because it was disabled meanwhile. */
export function ruleClient({ attributes: { apiKey } }: StoredRule, { core }: PrepareRunDependencies): ElasticsearchClient {
  if (apiKey === null) throw new Error('the rule has no API key to run with');
  return core.elasticsearch.client.asScoped({ headers: { authorization: `ApiKey ${apiKey}` } }).asCurrentUser;
}

/** Everything a run needs before its first search. Throws for a data view, which the embedded engine does not know. */
export async function prepareRun(rule: StoredRule, startedAt: Date, { executionUuid, client }: RunIdentity, dependencies: PrepareRunDependencies): Promise<PreparedRun> {
  const { core, internalSavedObjects, kibanaVersion } = dependencies;
  const { params } = rule.attributes;
  const indices = ruleIndices(params);
  const check = await checkIndices(indices, params.timestampOverride ?? '@timestamp', client);
  const exceptions = await loadExceptions(rule, startedAt, internalSavedObjects);
  const unprocessed = exceptions.unprocessed.length === 0 ? [] : [unprocessedWarning(exceptions.unprocessed)];
  const unsuppressed = params.alertSuppression === undefined ? [] : ['Alert suppression is not implemented by the embedded detection engine: every alert is made.'];
  const origin = { rule, executionUuid, kibanaVersion, indices, publicBaseUrl: core.http.basePath.publicBaseUrl };
  const run = { rule, startedAt, origin, indices, excluded: exceptions.excluded, client, internalClient: core.elasticsearch.client.asInternalUser };
  return { run, searchable: check.found, warnings: [...check.warnings, ...unprocessed, ...unsuppressed] };
}
