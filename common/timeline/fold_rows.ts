import type { TimelineRow } from './timeline_row';

const MAX_LISTED_EVENTS = 1_000;

/** Rows in the order of time, oldest first; of one moment, alerts last, else as given. */
export function orderRows(rows: readonly TimelineRow[]): TimelineRow[] {
  return [...rows].sort((left, right) => Date.parse(left.occurredAt) - Date.parse(right.occurredAt) || Number(left.lane === 'alert') - Number(right.lane === 'alert'));
}

/**
 * Folds repeats: neighbours of the same process, action and folder become one row with a count, the time of the last one, the sum of sizes and
 * every extension. Whatever stands between two rows keeps them apart. Alerts are never folded. Rows are given in order.
 */
export function foldRows(rows: readonly TimelineRow[]): TimelineRow[] {
  const runs: TimelineRow[][] = [];
  for (const row of rows) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    if (run && last && isRepeat(last, row)) run.push(row);
    else runs.push([row]);
  }
  return runs.map(toFoldedRow);
}

function isRepeat(last: TimelineRow, row: TimelineRow): boolean {
  if (row.lane === 'alert' || row.lane !== last.lane || row.action !== last.action || row.user !== last.user) return false;
  return isSameProcess(last, row) && (row.lane === 'file' ? row.folder !== undefined && row.folder === last.folder : row.object === last.object && row.process?.commandLine === last.process?.commandLine);
}

/** By entity id where both have one; a process without any is no process to compare. Two starts are two processes and stay apart. */
function isSameProcess({ process: last }: TimelineRow, { process: next }: TimelineRow): boolean {
  if (last?.entityId !== undefined || next?.entityId !== undefined) return last?.entityId === next?.entityId;
  return last?.executable !== undefined && last.executable === next?.executable;
}

function toFoldedRow(run: readonly TimelineRow[]): TimelineRow {
  const [first, ...rest] = run as [TimelineRow, ...TimelineRow[]];
  const last = rest[rest.length - 1];
  if (!last) return first;
  const extensions = [...new Set(run.flatMap((row) => row.extensions ?? []))];
  const sizes = run.flatMap((row) => row.sizeBytes ?? []);
  return {
    ...first,
    lastOccurredAt: last.occurredAt,
    lagMs: run.reduce<number | undefined>((longest, { lagMs }) => (lagMs === undefined ? longest : Math.max(longest ?? lagMs, lagMs)), undefined),
    extensions: extensions.length > 0 ? extensions : undefined,
    count: run.reduce((sum, row) => sum + row.count, 0),
    sizeBytes: sizes.length > 0 ? sizes.reduce((sum, size) => sum + size, 0) : undefined,
    eventIds: run.flatMap((row) => row.eventIds).slice(0, MAX_LISTED_EVENTS),
  };
}
