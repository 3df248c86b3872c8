import type { CompiledQuery } from './compiled_query';
import type { RunRequest } from './run_request';

/**
 * Whether the text and the size alone show that a sequence or sample is empty. Elasticsearch runs no search then and answers with an empty list of
 * events instead of sequences.
 */
export function foldsToNothing(compiled: CompiledQuery, { size }: Pick<RunRequest, 'size'>): boolean {
  if (compiled.kind === 'event_query') {
    return false;
  }
  const never = compiled.stages.some(({ missing, matcher }) => !missing && matcher.kind === 'constant' && !matcher.value);
  return never || size === 0 || compiled.query.pipes.some(({ count }) => count === 0);
}
