import type { TimelineRow } from '../../../common/timeline';

/** A line of the list: a day's heading, or a row at its place. `inFold` is set for the single events of an opened fold. */
export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'row'; readonly key: string; readonly row: TimelineRow; readonly inFold: boolean; readonly isFocused: boolean; readonly isOpen: boolean };

export interface TimelineItemsOptions {
  /** Ids of folded rows whose events are shown. */
  readonly open: ReadonlySet<string>;
  /** All rows unfolded, once they are there. */
  readonly singles: readonly TimelineRow[] | undefined;
  readonly hiddenLanes: ReadonlySet<TimelineRow['lane']>;
  readonly focus: string | undefined;
  /** The day a time falls on in the user's zone. */
  readonly dayOf: (iso: string) => string;
}

/** Makes the lines of the list: headings where the day changes, hidden lanes left out, opened folds followed by their events. */
export function timelineItems(rows: readonly TimelineRow[], options: TimelineItemsOptions): readonly TimelineItem[] {
  const singleById = new Map((options.open.size > 0 ? (options.singles ?? []) : []).map((row) => [row.id, row]));
  const items: TimelineItem[] = [];
  let day: string | undefined;
  for (const row of rows) {
    if (options.hiddenLanes.has(row.lane)) continue;
    const rowDay = options.dayOf(row.occurredAt);
    if (rowDay !== day) items.push({ kind: 'day', key: `day ${rowDay}`, at: row.occurredAt });
    day = rowDay;
    const inside = options.open.has(row.id) ? row.eventIds.flatMap((id) => singleById.get(id) ?? []) : [];
    const focusedInside = inside.some((single) => isFocus(single, options.focus));
    items.push({ kind: 'row', key: row.id, row, inFold: false, isFocused: !focusedInside && isFocus(row, options.focus), isOpen: options.open.has(row.id) });
    for (const single of inside) items.push({ kind: 'row', key: `${row.id} › ${single.id}`, row: single, inFold: true, isFocused: isFocus(single, options.focus), isOpen: false });
  }
  return items;
}

/** An alert's row names its events too, but they have rows of their own: it is in focus only when it is meant itself. */
function isFocus(row: TimelineRow, focus: string | undefined): boolean {
  if (focus === undefined) return false;
  return row.id === focus || (row.alert === undefined ? row.eventIds.includes(focus) : row.alert.id === focus);
}
