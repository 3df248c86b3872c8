/** The number of single-character edits between two texts, at most `limit` + 1. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) {
    return limit + 1;
  }
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left.charCodeAt(i - 1) === right.charCodeAt(j - 1) ? 0 : 1;
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + same));
    }
    row = next;
  }
  return row[right.length] as number;
}

/** Up to three names that a mistyped one may have meant, the nearest first; ties in alphabetical order. */
export function nearestNames(name: string, names: readonly string[]): readonly string[] {
  const asked = name.toLowerCase().slice(0, 200);
  const limit = Math.max(1, Math.min(6, Math.floor(asked.length / 3)));
  const last = asked.slice(asked.lastIndexOf('.') + 1);
  return names
    .map((candidate) => {
      const lower = candidate.toLowerCase();
      const sameLeaf = last.length > 2 && lower.slice(lower.lastIndexOf('.') + 1) === last;
      return { candidate, distance: sameLeaf ? Math.min(limit, editDistance(asked, lower, limit)) : editDistance(asked, lower, limit) };
    })
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
