import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const directory = path.resolve(import.meta.dirname, '../../../../../shared/kibana-recordings');

/** One recorded request with Kibana's answer. */
export interface Recording {
  readonly request: { readonly method: string; readonly path: string; readonly user?: string; readonly headers?: Record<string, string>; readonly body?: unknown };
  readonly response: { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown };
}

/** Whether the recordings lie beside the project. Tests over them are skipped otherwise. */
export const recordingsPresent = existsSync(path.join(directory, 'README.md'));

/** The recording of that name (without `.json`). */
export function readRecording(name: string): Recording {
  return JSON.parse(readFileSync(path.join(directory, `${name}.json`), 'utf8')) as Recording;
}

/** The alert document of a recording that holds one search hit. */
export function readRecordedAlert(name: string): { _id: string; _index: string; _source: Record<string, unknown> } {
  return readRecording(name).response.body as { _id: string; _index: string; _source: Record<string, unknown> };
}

/** Names of the recordings that belong to the detection engine, in the order in which they were made. */
export function recordedOrder(): string[] {
  if (!recordingsPresent) return [];
  const index = JSON.parse(readFileSync(path.join(directory, 'index.json'), 'utf8')) as Record<string, { path: string }>;
  const own = /\/(?:api|internal)\/(?:detection_engine|exception_lists|endpoint_list|alerting|lists|search\/eql)/;
  return Object.entries(index).filter(([name, { path: requested }]) => own.test(requested) || /^alert-(?!suggest)/.test(name)).map(([name]) => name);
}
