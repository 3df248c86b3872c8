/** What a `fuzziness` allows for a term: 0, 1 or 2 edits; `AUTO` depends on the term's length. */
export function allowedEdits(fuzziness: string, term: string): number | undefined {
  const auto = /^AUTO(?::(\d+),(\d+))?$/i.exec(fuzziness);
  if (auto) {
    const low = Number(auto[1] ?? 3);
    const high = Number(auto[2] ?? 6);
    const length = Array.from(term).length;
    return length < low ? 0 : length < high ? 1 : 2;
  }
  return /^[012](\.0*)?$/.test(fuzziness) ? Math.trunc(Number(fuzziness)) : undefined;
}

/**
 * True if the texts differ by at most `maxEdits` insertions, deletions, replacements and (if allowed) swaps of neighbours.
 * Works on a band of the distance table, so the time is linear in the text.
 */
export function withinEdits(left: string, right: string, maxEdits: number, transpositions: boolean): boolean {
  const a = Array.from(left);
  const b = Array.from(right);
  if (Math.abs(a.length - b.length) > maxEdits) return false;
  const far = maxEdits + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => Math.min(column, far));
  for (let row = 1; row <= a.length; row += 1) {
    const current = new Array<number>(b.length + 1).fill(far);
    if (row <= maxEdits) current[0] = row;
    for (let column = Math.max(1, row - maxEdits); column <= Math.min(b.length, row + maxEdits); column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (previous[column - 1] ?? far) + (same ? 0 : 1),
        (previous[column] ?? far) + 1,
        (current[column - 1] ?? far) + 1,
      );
      const swapped = transpositions && row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, (beforePrevious[column - 2] ?? far) + 1);
      current[column] = Math.min(best, far);
    }
    beforePrevious = previous;
    previous = current;
  }
  return (previous[b.length] ?? far) <= maxEdits;
}
