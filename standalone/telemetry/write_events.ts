import type { BadLine } from './read_events';
import type { PreparedEvent } from './prepare_event';

export interface BulkTarget {
  /** Elasticsearch's address, without a trailing slash. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What was written, and what Elasticsearch refused. */
export interface WriteResult {
  readonly written: number;
  readonly refused: readonly BadLine[];
}

export interface SourcedEvent {
  readonly file: string;
  readonly line: number;
  readonly event: PreparedEvent;
}

interface BulkAnswer {
  readonly items: ReadonlyArray<{ readonly create?: { readonly status: number; readonly error?: { readonly type: string; readonly reason: string; readonly caused_by?: { readonly reason?: string } } } }>;
}

/** Writes one batch through `_bulk`. Refused documents come back by line; any other failure throws. */
export async function writeEvents(target: BulkTarget, batch: readonly SourcedEvent[]): Promise<WriteResult> {
  if (batch.length === 0) return { written: 0, refused: [] };
  const body = batch.map(({ event }) => `{"create":{"_index":${JSON.stringify(event.target)}}}\n${JSON.stringify(event.document)}\n`).join('');
  const response = await fetch(`${target.url}/_bulk`, { method: 'POST', headers: { ...target.headers, 'content-type': 'application/x-ndjson' }, body, signal: AbortSignal.timeout(120_000) });
  if (!response.ok) throw new Error(`Elasticsearch refused a bulk request: ${response.status} ${(await response.text()).slice(0, 500)}`);
  const answer = (await response.json()) as BulkAnswer;
  const refused = answer.items.flatMap((item, index): BadLine[] => {
    const error = item.create?.error;
    const from = batch[index];
    return error && from ? [{ file: from.file, line: from.line, reason: `${error.reason}${error.caused_by?.reason ? `: ${error.caused_by.reason}` : ''}` }] : [];
  });
  return { written: batch.length - refused.length, refused };
}

/** Makes what was written visible to searches. */
export async function refresh(target: BulkTarget): Promise<void> {
  const response = await fetch(`${target.url}/_refresh`, { method: 'POST', headers: target.headers });
  if (!response.ok) throw new Error(`Elasticsearch refused a refresh: ${response.status}`);
}
