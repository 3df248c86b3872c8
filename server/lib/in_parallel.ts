/**
 * Does `task` for every item, at most `limit` at a time, begun in the order of the items. Gives the results in that order. A task that throws
 * rejects the whole, after those that have begun have ended.
 */
export async function inParallel<Item, Result>(items: readonly Item[], limit: number, task: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    for (const [at, item] of left) {
      if (failures.length > 0) return;
      await task(item).then(
        (result) => {
          results[at] = result;
        },
        (error: unknown) => failures.push(error)
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  if (failures.length > 0) throw failures[0];
  return results;
}
