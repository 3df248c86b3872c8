import { alertsAlias } from '../alerts/alerts_index';
import { ApiError } from '../http/api_error';
import type { RequestServices } from '../http/request_services';
import type { SetAssigneesBody, SetStatusBody, SetTagsBody } from './signals_schema';
import { listScript, statusScript } from './update_scripts';
import type { UpdateScript } from './update_scripts';

interface Update {
  readonly query: Record<string, unknown>;
  readonly script: UpdateScript;
  readonly conflicts?: 'abort' | 'proceed' | undefined;
}

/** Updates alerts of the space with the caller's own rights; gives Elasticsearch's answer as it is (recordings `signals-status-*`). */
async function updateByQuery({ query, script, conflicts }: Update, { client, engine, spaceId }: RequestServices): Promise<unknown> {
  await engine.alertsIndices.ensure(spaceId);
  return client.transport.request({
    method: 'POST',
    path: `/${alertsAlias(spaceId)}/_update_by_query`,
    querystring: { refresh: true, ...(conflicts === undefined ? {} : { conflicts }) },
    body: { script, query },
  });
}

const byIds = (ids: readonly string[]): Record<string, unknown> => ({ bool: { filter: { terms: { _id: ids } } } });

/** Sets the workflow status of the named alerts, or of those that a query finds; nothing else is touched. */
export async function setStatus({ status, signal_ids: ids, query, conflicts }: SetStatusBody, services: RequestServices): Promise<unknown> {
  if (ids !== undefined && query !== undefined) throw new ApiError(400, ['both "signal_ids" and "query" cannot exist, choose one or the other']);
  if (ids === undefined && query === undefined) throw new ApiError(400, ['either "signal_ids" or "query" must be set']);
  const script = statusScript(status, services.profileUid ?? null, services.engine.now().toISOString());
  return updateByQuery({ query: ids === undefined ? { bool: { filter: query } } : byIds(ids), script, conflicts: ids === undefined ? conflicts : undefined }, services);
}

const inBoth = (left: readonly string[], right: readonly string[]): string[] => left.filter((value) => right.includes(value));

/** Adds and removes tags; a tag in both lists is refused (recording `error-400-signals-tags-both`). */
export async function setTags({ ids, tags: { tags_to_add: add, tags_to_remove: remove } }: SetTagsBody, services: RequestServices): Promise<unknown> {
  const both = inBoth(add, remove);
  if (both.length > 0) throw new ApiError(400, [`Duplicate tags ${JSON.stringify(both)} were found in the tags_to_add and tags_to_remove parameters.`]);
  return updateByQuery({ query: byIds(ids), script: listScript('kibana.alert.workflow_tags', add, remove) }, services);
}

/** Adds and removes assignees by profile id (recording `signals-assignees`). */
export async function setAssignees({ ids, assignees: { add, remove } }: SetAssigneesBody, services: RequestServices): Promise<unknown> {
  const both = inBoth(add, remove);
  if (both.length > 0) throw new ApiError(400, [`Duplicate assignees ${JSON.stringify(both)} were found in the add and remove parameters.`]);
  return updateByQuery({ query: byIds(ids), script: listScript('kibana.alert.workflow_assignee_ids', add, remove) }, services);
}
