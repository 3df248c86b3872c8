import type { EventStyle, SourceDocument } from '../detection';
import { readDocument } from '../detection';
import { ElasticsearchError } from '../query_dsl';
import { worldOf } from './coverage_corpus';
import { styleOfEvent } from './event_style';

export type BadTestReason = 'not_json' | 'not_an_object' | 'no_time' | 'no_category' | 'style_unknown' | 'other_style' | 'too_many_events' | 'no_events' | 'refused';

export type ReadTestEvents =
  | { readonly kind: 'events'; readonly style: EventStyle; readonly events: readonly SourceDocument[] }
  /** `line` counts from 1; 0 where the whole text is meant. `detail` is data: a message, a style. */
  | { readonly kind: 'bad'; readonly line: number; readonly reason: BadTestReason; readonly detail?: string };

export interface ReadTestOptions {
  readonly maxEvents: number;
  /** Told from the events where it is not given. */
  readonly style?: EventStyle;
}

/** Reads a user's test: NDJSON of ECS documents of one style, each with its time and category; blank lines are passed over. The first fault ends it. */
export function readTestEvents(ndjson: string, { maxEvents, style: given }: ReadTestOptions): ReadTestEvents {
  const events: SourceDocument[] = [];
  let style = given;
  for (const [number, text] of ndjson.replace(/^\uFEFF/, '').split(/\r?\n/).entries()) {
    if (text.trim() === '') continue;
    const line = number + 1;
    if (events.length >= maxEvents) return { kind: 'bad', line, reason: 'too_many_events', detail: String(maxEvents) };
    const read = readEvent(text);
    if ('reason' in read) return { kind: 'bad', line, ...read };
    const own = styleOfEvent(read.event);
    style ??= own;
    if (style === undefined) return { kind: 'bad', line, reason: 'style_unknown' };
    if (given === undefined && own !== style) return { kind: 'bad', line, reason: 'other_style', detail: own ?? '' };
    const refusal = refusalOf(read.event, style);
    if (refusal !== undefined) return { kind: 'bad', line, reason: 'refused', detail: refusal };
    events.push(read.event);
  }
  return style === undefined ? { kind: 'bad', line: 0, reason: 'no_events' } : { kind: 'events', style, events };
}

function readEvent(text: string): { readonly event: SourceDocument } | { readonly reason: BadTestReason; readonly detail?: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { reason: 'not_json', detail: error instanceof Error ? error.message.slice(0, 200) : '' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { reason: 'not_an_object' };
  const event = value as SourceDocument;
  const read = readDocument(event);
  if (read.time('@timestamp') === undefined) return { reason: 'no_time' };
  return read.text('event.category') === undefined ? { reason: 'no_category' } : { event };
}

/** As the index of the style would refuse it. */
function refusalOf(event: SourceDocument, style: EventStyle): string | undefined {
  try {
    worldOf([event], style);
    return undefined;
  } catch (error) {
    if (error instanceof ElasticsearchError) return error.message;
    throw error;
  }
}
