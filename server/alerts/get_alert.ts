import type { EndpointResponse, getAlert as contract } from '../../common/api';
import { explainEpisode, readDocument, type Explanation, type SourceDocument, type SourceEvent } from '../../common/detection';
import { AppError } from '../lib/app_error';
import { alertsIndex } from '../lib/indices';
import { search, type Hit } from '../lib/search';
import { ofStagingRules } from './alert_query';
import { findBlocks, ruleIdsOf, type AlertsDependencies } from './find_alerts';
import { nameCounted } from './name_counted';
import { toEpisode } from './to_episode';

/** One alert with its events and why they matched. The id of a building block gives its episode. Throws `not_found`. */
export async function getAlert(dependencies: AlertsDependencies, id: string): Promise<EndpointResponse<typeof contract>> {
  const alert = await findById(dependencies, id);
  const groupId = alert && readDocument(alert.source).text('kibana.alert.group.id');
  const shell = alert && groupId !== undefined && groupId !== alert.id ? await findById(dependencies, groupId) : alert;
  if (!shell) throw new AppError('not_found', 'There is no such staging alert in this space, or you may not see it.', { details: { id } });
  const { hits: blocks } = await findBlocks(dependencies, [shell], 'all');
  const episode = toEpisode(shell, blocks);
  const [named = episode] = await nameCounted(dependencies, [episode]);
  return { alert: named, explanation: explain(shell, groupId === undefined ? [shell] : blocks) };
}

async function findById(dependencies: AlertsDependencies, id: string): Promise<Hit | undefined> {
  const { elasticsearch, spaceId } = dependencies;
  const { hits } = await search(elasticsearch, alertsIndex(spaceId), {
    size: 1,
    query: { bool: { filter: [{ ids: { values: [id] } }, ofStagingRules(ruleIdsOf(dependencies))] } },
  });
  return hits[0];
}

/** With the rule as it was when it alerted, which every alert carries; today's rule may be another one. */
function explain({ source }: Hit, events: readonly Hit[]): Explanation {
  const rule = readDocument(source);
  const parameter = (name: string): string => rule.text(`kibana.alert.rule.parameters.${name}`) ?? '';
  return explainEpisode({
    rule: { query: parameter('query'), language: parameter('language'), type: parameter('type') },
    events: events.map(({ source: block }) => toSourceEvent(block)),
  });
}

/** What the detection engine put over the event when it copied it is taken back (`detection-engine.md` §4.2). */
function toSourceEvent(block: SourceDocument): SourceEvent {
  const read = readDocument(block);
  const own = Object.entries(block).filter(([key]) => key !== 'kibana' && !key.startsWith('kibana.'));
  const original = Object.entries({ '@timestamp': read.text('kibana.alert.original_time'), 'event.kind': read.text('kibana.alert.original_event.kind') }).filter(([, value]) => value !== undefined);
  const replaced = new Set(original.map(([key]) => key));
  return {
    position: (read.number('kibana.alert.group.index') ?? 0) + 1,
    document: Object.fromEntries([...own.filter(([key]) => !replaced.has(key)), ...original]),
  };
}
