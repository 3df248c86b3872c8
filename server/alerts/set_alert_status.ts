import { setTimeout as wait } from 'node:timers/promises';
import type { EndpointRequest, EndpointResponse, setAlertStatus as contract } from '../../common/api';
import { closedAsTestTag, isTestAlert, readDocument, testEventTag } from '../../common/detection';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import { alertsIndex } from '../lib/indices';
import { search } from '../lib/search';
import { UpstreamFailure } from '../lib/upstream_failure';
import { isBuildingBlock, ofStagingRules } from './alert_query';
import { findBlocks, ruleIdsOf, type AlertsDependencies } from './find_alerts';

/** An alert that is written at the same moment by somebody else makes the whole update stop; a moment later it goes through. */
const ATTEMPTS = 4;
const PAUSE_MS = 250;

/** A status written by ids is not refreshed at once: searches see it with the index's next refresh, usually within a second. */
const LOOKS = 12;
const BETWEEN_LOOKS_MS = 250;

export interface SetAlertStatusDependencies extends AlertsDependencies {
  readonly detectionEngine: DetectionEngineClient;
}

type Outcome = EndpointResponse<typeof contract>;
type StatusChange = EndpointRequest<typeof contract>['body'];

/**
 * Writes the status to shells and their blocks through the public API, then reads it back. An episode counts as updated when every document of
 * it has the status; the others are told by id. Closing as test tags first: where that fails nothing is closed. No right to write is `forbidden` for all.
 */
export async function setAlertStatus(dependencies: SetAlertStatusDependencies, { ids, status, as }: StatusChange): Promise<Outcome> {
  const found = await findDocuments(dependencies, ids);
  const documents = new Map([...found].flatMap(([id, { isTest, documentIds }]) => (as === 'test' && !isTest ? [] : [[id, documentIds]])));
  if (as === 'test' && documents.size > 0) await againOnConflict(() => dependencies.detectionEngine.tagAlerts([...documents.values()].flat(), closedAsTestTag), () => false);
  const failure = await write(dependencies, [...documents.values()].flat(), status);
  const withStatus = await findWithStatus(dependencies, [...documents.values()].flat(), status);
  const outcome: Outcome = { updated: [], failed: [] };
  for (const id of new Set(ids)) {
    const own = documents.get(id);
    if (!found.has(id)) outcome.failed.push({ id, reason: 'not_found', message: 'There is no such staging alert in this space.' });
    else if (!own) outcome.failed.push({ id, reason: 'not_a_test', message: `Not every event of this alert carries the tag ${testEventTag}.` });
    else if (own.every((documentId) => withStatus.has(documentId))) outcome.updated.push(id);
    else outcome.failed.push({ id, ...failure });
  }
  return outcome;
}

interface FoundDocuments {
  readonly isTest: boolean;
  readonly documentIds: string[];
}

/** Ids of all documents of each episode that is there, and whether it is one of an exercise. */
async function findDocuments(dependencies: SetAlertStatusDependencies, ids: readonly string[]): Promise<ReadonlyMap<string, FoundDocuments>> {
  const { elasticsearch, spaceId } = dependencies;
  const { hits } = await search(elasticsearch, alertsIndex(spaceId), {
    size: ids.length,
    _source: ['kibana.alert.group.id', 'tags'],
    query: { bool: { filter: [{ ids: { values: [...ids] } }, ofStagingRules(ruleIdsOf(dependencies))], must_not: [isBuildingBlock] } },
  });
  const blocks = await findBlocks(dependencies, hits);
  return new Map(
    hits.map((alert) => {
      const own = blocks.hits.filter(({ source }) => readDocument(source).text('kibana.alert.group.id') === alert.id);
      const [tags = [], ...tagsOfBlocks] = [alert, ...own].map(({ source }) => readDocument(source).texts('tags'));
      return [alert.id, { isTest: isTestAlert(tags, tagsOfBlocks), documentIds: [alert.id, ...own.map(({ id }) => id)] }];
    })
  );
}

function isConflict(error: unknown): error is UpstreamFailure {
  return error instanceof UpstreamFailure && error.status === 409;
}

/** Asks again where somebody wrote at the same moment; gives the last answer, or throws the last conflict. */
async function againOnConflict<T>(ask: () => Promise<T>, hasConflicts: (answer: T) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await ask();
      if (!hasConflicts(answer) || attempt === ATTEMPTS) return answer;
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
    }
    await wait(PAUSE_MS * attempt);
  }
}

/** Gives what to say of documents that still have another status afterwards. */
async function write({ detectionEngine }: SetAlertStatusDependencies, documentIds: readonly string[], status: StatusChange['status']): Promise<Pick<Outcome['failed'][number], 'reason' | 'message'>> {
  if (documentIds.length === 0) return { reason: 'failed', message: 'Nothing was written.' };
  try {
    const { versionConflicts } = await againOnConflict(() => detectionEngine.setAlertStatus(documentIds, status), (answer) => answer.versionConflicts > 0);
    return { reason: versionConflicts > 0 ? 'conflict' : 'failed', message: 'The alert has another status than was written.' };
  } catch (error) {
    if (!isConflict(error)) throw error;
    return { reason: 'conflict', message: error.message };
  }
}

/** Looks until all have it, or for three seconds. */
async function findWithStatus(dependencies: SetAlertStatusDependencies, documentIds: readonly string[], status: StatusChange['status']): Promise<ReadonlySet<string>> {
  for (let look = 1; ; look += 1) {
    const found = await lookForStatus(dependencies, documentIds, status);
    if (found.size >= Math.min(documentIds.length, 10_000) || look === LOOKS) return found;
    await wait(BETWEEN_LOOKS_MS);
  }
}

async function lookForStatus({ elasticsearch, spaceId }: SetAlertStatusDependencies, documentIds: readonly string[], status: StatusChange['status']): Promise<ReadonlySet<string>> {
  if (documentIds.length === 0) return new Set();
  const { hits } = await search(elasticsearch, alertsIndex(spaceId), {
    size: Math.min(documentIds.length, 10_000),
    _source: false,
    query: { bool: { filter: [{ ids: { values: [...documentIds] } }, { term: { 'kibana.alert.workflow_status': status } }] } },
  });
  return new Set(hits.map(({ id }) => id));
}
