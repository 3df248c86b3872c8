import fs from 'node:fs';
import type { JsonObject } from '../../common/query_dsl/index';
import { readCsv } from './csv_reader';
import { RecallInputError } from './recall_input_error';

/** The labels of ground truth; any other text is kept as it stands. */
export const labels = ['POSITIVE', 'REGISTRY_STORE', 'PAYLOAD_ASSEMBLY', 'BENIGN_HARD_NEGATIVE'] as const;

/** Labelled events of recordings. */
export interface GroundTruth {
  /** Labels of an event, by the five things that find it; empty where it has none. */
  labelsOf(event: JsonObject): readonly string[];
  readonly positiveRecordings: readonly string[];
  readonly rows: number;
  /** Rows that no event so far was found for. */
  unmatched(): readonly string[];
}

const maxObject = 300;

function first(event: JsonObject, name: string): string {
  const value = event[name];
  const only = Array.isArray(value) ? value[0] : value;
  return typeof only === 'string' ? only : '';
}

/** File path, else registry path, else command line. */
export function objectOf(event: JsonObject): string {
  return (first(event, 'file.path') || first(event, 'registry.path') || first(event, 'process.command_line')).slice(0, maxObject).replaceAll(/[\r\n]/g, ' ');
}

const keyOf = (parts: readonly string[]): string => JSON.stringify(parts);

function readFile(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new RecallInputError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads `ground_truth.csv`. Throws RecallInputError. */
export function readGroundTruth(file: string): GroundTruth {
  const byEvent = new Map<string, string[]>();
  const positives = new Set<string>();
  const rows = readCsv(readFile(file), file);
  for (const row of rows) {
    const [source, code, utc, process, object, label] = ['source', 'event_code', 'utc', 'process_guid', 'object', 'label'].map((name) => {
      const value = row.get(name);
      if (value === undefined) throw new RecallInputError(`${file}: has no column ${name}`);
      return value;
    }) as [string, string, string, string, string, string];
    const key = keyOf([source, code, utc, process, object.replaceAll(/[\r\n]/g, ' ')]);
    byEvent.set(key, [...(byEvent.get(key) ?? []), label]);
    if (label === 'POSITIVE') positives.add(source);
  }
  const found = new Set<string>();
  return {
    rows: rows.length,
    positiveRecordings: [...positives].sort(),
    labelsOf: (event) => {
      const key = keyOf([first(event, 'labels.source'), first(event, 'event.code'), first(event, '@timestamp'), first(event, 'process.entity_id'), objectOf(event)]);
      const known = byEvent.get(key);
      if (known) found.add(key);
      return known ?? [];
    },
    unmatched: () => [...byEvent.keys()].filter((key) => !found.has(key)),
  };
}

/** Group by recording, from `sources.csv`; a recording that is not listed is a group of its own. Throws RecallInputError. */
export function readGroups(file: string | undefined): (recording: string) => string {
  const rows = file === undefined ? [] : readCsv(readFile(file), file);
  const groups = new Map(rows.map((row) => [row.get('source') ?? '', row.get('group') ?? '']));
  return (recording) => groups.get(recording) || recording;
}
