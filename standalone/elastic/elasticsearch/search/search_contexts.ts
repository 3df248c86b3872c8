import { ElasticsearchError } from '../../../../common/query_dsl';
import { parseDurationMs } from '../cluster/index_settings';
import { illegalArgument } from '../errors/known_errors';
import { randomUuid } from '../security/credentials';
import type { SearchTarget } from './search_target';

/** Longest a context may be kept, as Elasticsearch has it. */
const MAX_KEEP_ALIVE_MS = 86_400_000;
const MAX_CONTEXTS = 500;

interface Kept<T> {
  readonly value: T;
  expiresMs: number;
}

/** Views of indices that searches come back to: points in time and scrolls, each until its time is up. */
export class SearchContexts {
  private readonly kept = new Map<string, Kept<unknown>>();

  constructor(private readonly now: () => number) {}

  open(kind: 'pit' | 'scroll', value: unknown, keepAlive: string): string {
    this.sweep();
    if (this.kept.size >= MAX_CONTEXTS) {
      throw new ElasticsearchError({ type: 'exception', reason: `Trying to create too many search contexts. Must be less than or equal to: [${MAX_CONTEXTS}].` }, { status: 429 });
    }
    const id = Buffer.from(`${kind}:${randomUuid()}`).toString('base64url');
    this.kept.set(id, { value, expiresMs: this.now() + readKeepAlive(keepAlive) });
    return id;
  }

  pointInTime(id: string, keepAlive: string | undefined): readonly SearchTarget[] {
    return this.get(id, 'pit', keepAlive) as readonly SearchTarget[];
  }

  scroll<T>(id: string, keepAlive: string | undefined): T {
    return this.get(id, 'scroll', keepAlive) as T;
  }

  private get(id: string, kind: string, keepAlive: string | undefined): unknown {
    const [given, rest = ''] = Buffer.from(id, 'base64url').toString('latin1').split(':');
    if (given !== kind || rest === '') {
      const what = kind === 'pit' ? 'invalid id' : `Cannot parse scroll id`;
      throw illegalArgument(`${what}: [${id}]`, { type: 'illegal_argument_exception', reason: `not an id of a ${kind}` });
    }
    this.sweep();
    const found = this.kept.get(id);
    if (found === undefined) {
      throw new ElasticsearchError({ type: 'search_context_missing_exception', reason: `No search context found for id [${rest}]` }, { status: 404, phase: 'shard' });
    }
    if (keepAlive !== undefined) found.expiresMs = Math.max(found.expiresMs, this.now() + readKeepAlive(keepAlive));
    return found.value;
  }

  /** @returns true where there was one */
  close(id: string): boolean {
    this.sweep();
    return this.kept.delete(id);
  }

  closeAll(): number {
    const count = this.kept.size;
    this.kept.clear();
    return count;
  }

  private sweep(): void {
    const now = this.now();
    for (const [id, { expiresMs }] of this.kept) if (expiresMs <= now) this.kept.delete(id);
  }
}

function readKeepAlive(text: string): number {
  const duration = parseDurationMs(text);
  if (duration === undefined) throw illegalArgument(`failed to parse setting [keep_alive] with value [${text}] as a time value: unit is missing or unrecognized`);
  if (duration > MAX_KEEP_ALIVE_MS) throw illegalArgument(`Keep alive for request (${text}) is too large. It must be less than (1d). This limit can be set by changing the [search.max_keep_alive] cluster level setting.`);
  return duration;
}
