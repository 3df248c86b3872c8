/** A line of a changed text: in both, only before, only after. */
export interface LineChange {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Lines around a change are shown, others are left out. */
const contextLines = 2;

/**
 * What changed between two texts, line by line. Common lines at the start and the end are found from both sides: a switch changes one
 * place, so nothing finer is needed. Far away common lines are left out.
 */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const old = before.split('\n');
  const fresh = after.split('\n');
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end += 1;
  const same = (lines: readonly string[]): LineChange[] => lines.map((text) => ({ kind: 'same', text }));
  return [
    ...same(old.slice(Math.max(0, start - contextLines), start)),
    ...old.slice(start, old.length - end).map((text) => ({ kind: 'removed' as const, text })),
    ...fresh.slice(start, fresh.length - end).map((text) => ({ kind: 'added' as const, text })),
    ...same(old.slice(old.length - end, old.length - end + contextLines)),
  ];
}
