import type { RuleContent } from '../../common/detection/index';
import { toAlertDocuments, toEventIndices, type AlertDocument } from '../../fixtures/source_mappings/index';
import type { Recording, RecordedEvent } from './recordings';
import type { RuleScore } from './score_rules';

/** Whether the rule adds up what other rules alerted on. */
export const readsAlerts = ({ index }: RuleContent): boolean => index.some((pattern) => /^\.(internal\.)?alerts-/.test(pattern));

interface AlertOfRecording {
  readonly id: string;
  readonly event: RecordedEvent;
}

/** Each recording with an index of the alerts that rules made of it. An alert carries the labels of its events. */
export function withAlerts(recordings: readonly Recording[], scores: readonly RuleScore[]): Recording[] {
  const made = new Map<Recording, AlertOfRecording[]>(recordings.map((recording) => [recording, []]));
  for (const { rule, alerts } of scores) {
    for (const { recording, alert } of alerts) {
      const documents = toAlertDocuments(rule, alert, ({ id }) => recording.event(id).document);
      made.get(recording)?.push(...documents.map((document) => toEvent(document, recording)));
    }
  }
  return [...made].map(([recording, alerts]) => addAlerts(recording, alerts));
}

function toEvent({ id, document, ancestors }: AlertDocument, recording: Recording): AlertOfRecording {
  const events = ancestors.map((place) => recording.event(place.id));
  const last = events.at(-1);
  return { id, event: { document, labels: [...new Set(events.flatMap(({ labels }) => labels))], process: last?.process ?? '', object: last?.object ?? '' } };
}

function addAlerts(recording: Recording, alerts: readonly AlertOfRecording[]): Recording {
  const sorted = [...alerts].sort((left, right) => (String(left.event.document['@timestamp']) < String(right.event.document['@timestamp']) ? -1 : 1));
  const events = new Map(sorted.map(({ id, event }) => [id, event]));
  const ofAlerts = toEventIndices(sorted.map(({ event }) => event.document), { style: 'alerts', also: ['.alerts-security.alerts-default'], idOf: (_, position) => sorted[position]?.id ?? '' });
  return { source: recording.source, indices: [...recording.indices, ...ofAlerts], event: (id) => events.get(id) ?? recording.event(id) };
}
