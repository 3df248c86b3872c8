import type { JsonObject } from '../../common/query_dsl/index';
import type { EventIndex } from '../../common/rule_run/index';
import { indexNameFor, toEventIndices } from '../../fixtures/source_mappings/index';
import { objectOf, type GroundTruth } from './ground_truth';
import { readEvents } from './read_events';
import { RecallInputError } from './recall_input_error';

/** What is kept of a recorded event beside its document. */
export interface RecordedEvent {
  readonly document: JsonObject;
  readonly labels: readonly string[];
  readonly process: string;
  readonly object: string;
}

/** One recording, a world of its own. */
export interface Recording {
  readonly source: string;
  readonly indices: readonly EventIndex[];
  event(id: string): RecordedEvent;
}

interface Line {
  readonly id: string;
  readonly epoch: number;
  readonly event: RecordedEvent;
}

/**
 * Reads recorded events (NDJSON, also packed) as one world for each `labels.source`, sorted by `labels.epoch`, `@timestamp` written anew of it. Ids are line
 * numbers from 0. Throws RecallInputError.
 */
export async function readRecordings(file: string, truth: GroundTruth): Promise<Recording[]> {
  const bySource = new Map<string, Line[]>();
  for await (const { line, document } of readEvents(file)) {
    const { 'labels.source': source, 'labels.epoch': epoch } = document;
    if (typeof source !== 'string' || typeof epoch !== 'number') throw new RecallInputError(`${file}:${line}: has no labels.source or no number labels.epoch`);
    const lines = bySource.get(source) ?? [];
    bySource.set(source, lines);
    lines.push({ id: String(line - 1), epoch, event: recordedEvent(document, epoch, truth) });
  }
  const names = new Set([...bySource.values()].flatMap((lines) => lines.map(({ event }) => indexNameFor(event.document))));
  return [...bySource].map(([source, lines]) => toRecording(source, lines, [...names]));
}

function recordedEvent(document: JsonObject, epoch: number, truth: GroundTruth): RecordedEvent {
  const name = document['process.name'];
  return {
    document: { ...document, '@timestamp': new Date(Math.round(epoch * 1_000)).toISOString() },
    labels: truth.labelsOf(document),
    process: typeof name === 'string' ? name : '',
    object: objectOf(document),
  };
}

/** Every recording has the indices of all: else a field of a source that was silent there would be unknown. */
function toRecording(source: string, lines: readonly Line[], also: readonly string[]): Recording {
  const sorted = [...lines].sort((left, right) => left.epoch - right.epoch);
  const events = new Map(sorted.map(({ id, event }) => [id, event]));
  return {
    source,
    indices: toEventIndices(sorted.map(({ event }) => event.document), { also, idOf: (_, position) => sorted[position]?.id ?? '' }),
    event: (id) => {
      const found = events.get(id);
      if (!found) throw new Error(`no event ${id} in ${source}`);
      return found;
    },
  };
}
