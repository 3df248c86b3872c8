import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { backgroundMinute } from '../../fixtures/builders/background/background_minute';
import { shift } from './play_files';
import { prepareEvent, type PreparedEvent } from './prepare_event';
import { refresh, writeEvents, type BulkTarget, type SourcedEvent } from './write_events';

const scenariosFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../fixtures/scenarios');
const minuteMs = 60_000;
const batchSize = 2_000;
/** How far back the background and the scenarios reach. */
export const historyMinutes = 4 * 60;
/** The scenario that shows what a switch does, and how often it is played. */
const recurring = { name: 'scheduled_task_redirects_output_to_windows_temp', everyMinutes: 3 } as const;

/** Everyday activity that only the coverage matrix replays: the background has enough of its own. */
const lookAlike = /^benign_/;

/** Names of the scenarios that are played, sorted: those with events that are no look-alikes. */
export function scenarioNames(): string[] {
  return fs.readdirSync(scenariosFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !lookAlike.test(entry.name) && hasEvents(entry.name)).map((entry) => entry.name).sort();
}

function hasEvents(name: string): boolean {
  return fs.readdirSync(path.join(scenariosFolder, name)).some((file) => file.endsWith('.ndjson'));
}

/** Plays scenarios inside four hours of background that end at `nowMs`. Gives the number of events and their span. */
export async function playScenarios(names: readonly string[], target: BulkTarget, nowMs: number): Promise<{ written: number; fromMs: number; toMs: number }> {
  const lastMinute = Math.floor(nowMs / minuteMs);
  const fromMs = (lastMinute - historyMinutes) * minuteMs;
  const events: PreparedEvent[] = [];
  for (let minute = lastMinute - historyMinutes; minute < lastMinute; minute += 1) events.push(...background(minute));
  names.forEach((name, index) => events.push(...scenarioAt(name, nowMs - scenarioAge(index, names.length))));
  const written = await write(events.filter((event) => event.timeMs <= nowMs), target);
  return { written, fromMs, toMs: nowMs };
}

/** Spreads the scenarios over the last hour, so that each is found where one looks first; the last one lies six minutes back. */
function scenarioAge(index: number, count: number): number {
  return (6 + (54 * (count - 1 - index)) / Math.max(1, count - 1)) * minuteMs;
}

/** Plays one minute of background, and the recurring scenario in every third minute. */
export async function playMinute(minute: number, target: BulkTarget): Promise<number> {
  const events = background(minute);
  if (minute % recurring.everyMinutes === 0) events.push(...scenarioAt(recurring.name, minute * minuteMs));
  return write(events, target);
}

function background(minute: number): PreparedEvent[] {
  return backgroundMinute(minute).flatMap(prepared);
}

function prepared(document: Record<string, unknown>): PreparedEvent[] {
  const result = prepareEvent(document);
  return result.kind === 'ready' ? [result.event] : [];
}

/** The scenario's events in every style it has, moved so that the first happens at `startMs`. Each playing is a new run: process entity ids differ. */
function scenarioAt(name: string, startMs: number): PreparedEvent[] {
  const folder = path.join(scenariosFolder, name);
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.ndjson'));
  return files.flatMap((file) => {
    const lines = fs.readFileSync(path.join(folder, file), 'utf8').split('\n').filter((line) => line !== '');
    const events = lines.flatMap((line) => prepared(anew(JSON.parse(line) as Record<string, unknown>, startMs)));
    const first = Math.min(...events.map((event) => event.timeMs));
    return events.map((event) => moveIngested(shift(event, startMs - first), startMs - first));
  });
}

function anew(document: Record<string, unknown>, startMs: number): Record<string, unknown> {
  const changed = Object.entries(document).map(([key, value]) => [key, key.endsWith('process.entity_id') || key.endsWith('parent.entity_id') ? runId(String(value), startMs) : key === 'event.sequence' ? Number(value) + Math.floor(startMs / 10) : value]);
  return Object.fromEntries(changed) as Record<string, unknown>;
}

function runId(entityId: string, startMs: number): string {
  return createHash('sha256').update(`${entityId} ${startMs}`).digest('base64url').slice(0, 24);
}

function moveIngested(event: PreparedEvent, shiftMs: number): PreparedEvent {
  const ingested = event.document['event.ingested'];
  return typeof ingested === 'string' ? { ...event, document: { ...event.document, 'event.ingested': new Date(Date.parse(ingested) + shiftMs).toISOString() } } : event;
}

async function write(events: readonly PreparedEvent[], target: BulkTarget): Promise<number> {
  let written = 0;
  const sourced = events.map((event, index): SourcedEvent => ({ file: 'fixtures/scenarios', line: index + 1, event }));
  for (let start = 0; start < sourced.length; start += batchSize) {
    const result = await writeEvents(target, sourced.slice(start, start + batchSize));
    const first = result.refused[0];
    if (first) throw new Error(`Elasticsearch refused an event of the scenarios: ${first.reason}`);
    written += result.written;
  }
  await refresh(target);
  return written;
}
