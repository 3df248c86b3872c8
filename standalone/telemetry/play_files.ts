import { prepareEvent } from './prepare_event';
import { readEvents, type BadLine, type EventLine } from './read_events';
import { refresh, writeEvents, type BulkTarget, type SourcedEvent } from './write_events';

const batchSize = 2_000;
const shownBadLines = 20;

export interface PlayedFiles {
  readonly written: number;
  readonly badLines: number;
  /** Epoch milliseconds of the oldest and newest event; undefined where nothing was written. */
  readonly span: { readonly fromMs: number; readonly toMs: number } | undefined;
}

/**
 * Loads ECS documents from files into their data streams. A bad line is named through `onBadLine` (the first 20 of all), counted, and the rest loaded.
 * With `shiftToNow` the files are read twice: once to find the newest event, which then becomes `nowMs`.
 */
export async function playFiles(files: readonly string[], target: BulkTarget, options: { shiftToNow: boolean; nowMs: number; onBadLine: (line: BadLine) => void; onProgress: (written: number) => void }): Promise<PlayedFiles> {
  const shiftMs = options.shiftToNow ? options.nowMs - (await newestTime(files, options.nowMs)) : 0;
  let written = 0;
  let badLines = 0;
  let span: PlayedFiles['span'];
  const bad = (line: BadLine): void => {
    badLines += 1;
    if (badLines <= shownBadLines) options.onBadLine(line);
  };
  let batch: SourcedEvent[] = [];
  const flush = async (): Promise<void> => {
    const result = await writeEvents(target, batch);
    for (const line of result.refused) bad(line);
    for (const { event } of batch) span = span ? { fromMs: Math.min(span.fromMs, event.timeMs), toMs: Math.max(span.toMs, event.timeMs) } : { fromMs: event.timeMs, toMs: event.timeMs };
    written += result.written;
    batch = [];
    options.onProgress(written);
  };
  for (const file of files) {
    for await (const line of readEvents(file)) {
      const sourced = toSourced(line, shiftMs);
      if ('reason' in sourced) bad(sourced);
      else batch.push(sourced);
      if (batch.length >= batchSize) await flush();
    }
  }
  if (batch.length > 0) await flush();
  await refresh(target);
  return { written, badLines, span };
}

function toSourced(line: EventLine, shiftMs: number): SourcedEvent | BadLine {
  const { file, line: number } = line;
  if (line.kind === 'bad') return { file, line: number, reason: line.reason };
  const prepared = prepareEvent(line.document);
  if (prepared.kind === 'bad') return { file, line: number, reason: prepared.reason };
  return { file, line: number, event: shiftMs === 0 ? prepared.event : shift(prepared.event, shiftMs) };
}

/** Moves an event in time; digits beyond the millisecond are kept as they are. */
export function shift<T extends { timeMs: number; document: Record<string, unknown> }>(event: T, shiftMs: number): T {
  const timeMs = event.timeMs + shiftMs;
  const finer = /\.\d{3}(\d{1,6})Z$/.exec(String(event.document['@timestamp']))?.[1] ?? '';
  const text = new Date(timeMs).toISOString().replace('Z', `${finer}Z`);
  return { ...event, timeMs, document: { ...event.document, '@timestamp': text } };
}

async function newestTime(files: readonly string[], otherwise: number): Promise<number> {
  let newest = Number.NEGATIVE_INFINITY;
  for (const file of files) {
    for await (const line of readEvents(file)) {
      if (line.kind === 'bad') continue;
      const prepared = prepareEvent(line.document);
      if (prepared.kind === 'ready') newest = Math.max(newest, prepared.event.timeMs);
    }
  }
  return Number.isFinite(newest) ? newest : otherwise;
}
