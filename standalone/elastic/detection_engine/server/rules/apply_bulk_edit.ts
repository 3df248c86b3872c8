import { durationMs } from '../runner/duration';
import type { BulkEdit } from './bulk_action_schema';

type Body = Record<string, unknown>;

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const union = (left: string[], right: readonly string[]): string[] => [...new Set([...left, ...right])];
const without = (left: string[], right: readonly string[]): string[] => left.filter((value) => !right.includes(value));

/** Seconds in the unit that rules are written with: whole hours, whole minutes, else seconds. */
function lookBackText(ms: number): string {
  if (ms % 3_600_000 === 0) return `now-${ms / 3_600_000}h`;
  return ms % 60_000 === 0 ? `now-${ms / 60_000}m` : `now-${ms / 1_000}s`;
}

function editIndex(body: Body, edit: Extract<BulkEdit, { value: string[] }>, change: (patterns: string[]) => string[]): Body {
  if (body.data_view_id !== undefined && !('overwrite_data_views' in edit && edit.overwrite_data_views === true)) return body;
  const { data_view_id: _dataView, ...rest } = body;
  return { ...rest, index: change(list(body.index)) };
}

function editTags(body: Body, change: (tags: string[]) => string[]): Body {
  return { ...body, tags: change(list(body.tags)) };
}

/** A rule body after one bulk edit; the same object when the edit has no meaning for it (a data view instead of index patterns). */
function applyOne(body: Body, edit: BulkEdit): Body {
  switch (edit.type) {
    case 'add_tags':
      return editTags(body, (tags) => union(tags, edit.value));
    case 'delete_tags':
      return editTags(body, (tags) => without(tags, edit.value));
    case 'set_tags':
      return editTags(body, () => union([], edit.value));
    case 'add_index_patterns':
      return editIndex(body, edit, (patterns) => union(patterns, edit.value));
    case 'delete_index_patterns':
      return editIndex(body, edit, (patterns) => without(patterns, edit.value));
    case 'set_index_patterns':
      return editIndex(body, edit, () => union([], edit.value));
    case 'set_timeline':
      return { ...body, ...edit.value };
    case 'set_schedule':
      return { ...body, interval: edit.value.interval, from: lookBackText(durationMs(edit.value.interval) + durationMs(edit.value.lookback)), to: 'now' };
    case 'add_rule_actions':
      return { ...body, actions: [...(body.actions as unknown[]), ...edit.value.actions] };
    case 'set_rule_actions':
      return { ...body, actions: edit.value.actions };
  }
}

/** A rule body after all edits, in order. */
export function applyBulkEdits(body: Readonly<Body>, edits: readonly BulkEdit[]): Body {
  return edits.reduce(applyOne, { ...body });
}
