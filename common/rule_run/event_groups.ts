import { ElasticsearchError, type Field } from '../query_dsl/index';
import type { SearchedEvent } from './searched_events';

/** Combinations of values taken of one event; an event with more is named by the result's `isTruncated`. */
const maxCombinations = 1_000;

/** The values of an event that a group is made by, each once, as text. None where the index does not map the field. */
export function groupValues({ index, document }: SearchedEvent, name: string): string[] {
  const field = index.mapping.resolve(name);
  if (!field) return [];
  if (field.family === 'text') throw textField(field, index.name);
  const values = document.fieldValues(field);
  return values.length < 2 ? values.map(String) : [...new Set(values.map(String))];
}

function textField({ path }: Field, index: string): ElasticsearchError {
  const reason = `Fielddata is disabled on [${path}] in [${index}]. Text fields are not optimised for operations that require per-document field data like aggregations and sorting, so these operations are disabled by default. Please use a keyword field instead.`;
  return new ElasticsearchError({ type: 'illegal_argument_exception', reason }, { phase: 'shard' });
}

export interface EventGroup {
  readonly key: readonly string[];
  readonly events: SearchedEvent[];
}

/**
 * Events by the values of some fields, as a composite aggregation has them: an event without one of the fields is in no group, one with several values in
 * several. Without fields all are one group.
 */
export function groupEvents(events: readonly SearchedEvent[], fields: readonly string[]): { readonly groups: EventGroup[]; readonly isTruncated: boolean } {
  const groups = new Map<string, EventGroup>();
  let isTruncated = false;
  for (const event of events) {
    const keys = combine(fields.map((field) => groupValues(event, field)));
    isTruncated ||= keys.length > maxCombinations;
    for (const key of keys.length > maxCombinations ? keys.slice(0, maxCombinations) : keys) {
      const text = key.length === 1 ? (key[0] ?? '') : key.map((value) => `${value.length}:${value}`).join('');
      const group = groups.get(text);
      if (group) group.events.push(event);
      else groups.set(text, { key, events: [event] });
    }
  }
  return { groups: [...groups.values()], isTruncated };
}

function combine(valuesOfFields: readonly (readonly string[])[]): string[][] {
  if (valuesOfFields.some((values) => values.length === 0)) return [];
  if (valuesOfFields.every((values) => values.length === 1)) return [valuesOfFields.map(([value]) => value ?? '')];
  let combinations: string[][] = [[]];
  for (const values of valuesOfFields) combinations = combinations.slice(0, maxCombinations + 1).flatMap((head) => values.map((value) => [...head, value]));
  return combinations;
}
