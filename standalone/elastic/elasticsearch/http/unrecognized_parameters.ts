import { illegalArgument } from '../errors/known_errors';

/** Parameters that every request may have. */
const COMMON_PARAMETERS = ['pretty', 'human', 'error_trace', 'filter_path', 'format', 'source', 'source_content_type'];

/** @throws ElasticsearchError naming the parameters nobody reads, with the nearest known name */
export function refuseUnrecognized(path: string, given: readonly string[], known: readonly string[]): void {
  const all = [...known, ...COMMON_PARAMETERS];
  const unknown = given.filter((name) => !all.includes(name)).sort();
  if (unknown.length === 0) return;
  const described = unknown.map((name) => {
    const near = nearest(name, known);
    return near === undefined ? `[${name}]` : `[${name}] -> did you mean [${near}]?`;
  });
  throw illegalArgument(`request [${path}] contains unrecognized parameter${unknown.length > 1 ? 's' : ''}: ${described.join(', ')}`);
}

/** Similarity above which Elasticsearch offers a name: 1 - distance / longer length. */
const SIMILAR = 0.5;

/** The known name most like `name`, undefined where none is alike. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestSimilarity = SIMILAR;
  for (const candidate of known) {
    const similarity = 1 - editDistance(name, candidate) / Math.max(name.length, candidate.length, 1);
    if (similarity > bestSimilarity) {
      best = candidate;
      bestSimilarity = similarity;
    }
  }
  return best;
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + Number(left[row - 1] !== right[column - 1]);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
