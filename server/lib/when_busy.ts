import { setTimeout as wait } from 'node:timers/promises';
import { statusCodeOf } from './to_http_error';
import { UpstreamFailure } from './upstream_failure';

const PAUSES_MS = [500, 1_000, 2_000, 4_000] as const;
/** Too many requests; not ready or overloaded. Nothing was done, so the same may be asked again. */
const BUSY = new Set([429, 503]);

/** Does it again, after growing pauses, while Kibana or Elasticsearch answers that it has too much to do. Throws what the last try threw. */
export async function againWhenBusy<Result>(task: () => Promise<Result>, pausesMs: readonly number[] = PAUSES_MS): Promise<Result> {
  for (const pauseMs of pausesMs) {
    try {
      return await task();
    } catch (error) {
      if (!isBusy(error)) throw error;
      await wait(pauseMs);
    }
  }
  return task();
}

function isBusy(error: unknown): boolean {
  return BUSY.has((error instanceof UpstreamFailure ? error.status : statusCodeOf(error)) ?? 0);
}
