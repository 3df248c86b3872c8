/** What the search of one window, or of several, came to. */
export interface WindowResult {
  /** Alerts that people see: single ones and shells. */
  readonly created: number;
  /** Building blocks of the shells. */
  readonly createdBlocks: number;
  readonly reachedMaximum: boolean;
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
  /** One entry for each search and each bulk; empty when nothing was searched or written. */
  readonly searchMs: readonly number[];
  readonly indexMs: readonly number[];
}

export const emptyResult: WindowResult = { created: 0, createdBlocks: 0, reachedMaximum: false, warnings: [], errors: [], searchMs: [], indexMs: [] };

/** Results of several windows as one; a text is told once. */
export function mergeResults(results: readonly WindowResult[]): WindowResult {
  const sum = (pick: (result: WindowResult) => number): number => results.reduce((total, result) => total + pick(result), 0);
  return {
    created: sum(({ created }) => created),
    createdBlocks: sum(({ createdBlocks }) => createdBlocks),
    reachedMaximum: results.some(({ reachedMaximum }) => reachedMaximum),
    warnings: [...new Set(results.flatMap(({ warnings }) => warnings))],
    errors: [...new Set(results.flatMap(({ errors }) => errors))],
    searchMs: results.flatMap(({ searchMs }) => searchMs),
    indexMs: results.flatMap(({ indexMs }) => indexMs),
  };
}

/** Told by a run that made as many alerts as it may. */
export const maximumWarning = 'This rule reached the maximum alert limit for the rule execution. Some alerts were not created.';
