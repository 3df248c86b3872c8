import type { ElasticsearchClient } from '@kbn/core/server';
import type { SourceDocument } from '../../common/detection';
import { statusCodeOf } from './to_http_error';

/** One document of an answer. */
export interface Hit {
  readonly id: string;
  readonly index: string;
  readonly source: SourceDocument;
}

export interface PartialAnswer {
  readonly failedShards: number;
  readonly totalShards: number;
  readonly reason: string;
}

export interface SearchAnswer {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly aggregations: Readonly<Record<string, unknown>>;
  /** 0 where no index is there, or none that the user may see. */
  readonly shards: number;
  readonly partial?: PartialAnswer;
}

const nothing: SearchAnswer = { hits: [], total: 0, aggregations: {}, shards: 0 };

/**
 * One search. An index that is not there yet is an empty answer; a named index the user may not read is an error of the client, 403. Answers of
 * a part of the shards say so.
 */
export async function search(elasticsearch: ElasticsearchClient, index: string | readonly string[], body: Record<string, unknown>): Promise<SearchAnswer> {
  try {
    const options = typeof index === 'string' ? {} : { ignore_unavailable: true, allow_no_indices: true };
    const answer = await elasticsearch.search<SourceDocument>({ index: typeof index === 'string' ? index : [...index], ...options, ...body });
    const { hits, _shards: shards, aggregations } = answer;
    return {
      hits: hits.hits.map(({ _id, _index, _source }) => ({ id: _id ?? '', index: _index, source: _source ?? {} })),
      total: typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? 0),
      aggregations: (aggregations ?? {}) as Readonly<Record<string, unknown>>,
      shards: shards.total,
      ...(shards.failed > 0 ? { partial: { failedShards: shards.failed, totalShards: shards.total, reason: shards.failures?.[0]?.reason.reason ?? 'unknown' } } : {}),
    };
  } catch (error) {
    if (statusCodeOf(error) === 404) return nothing;
    throw error;
  }
}

export interface Bucket {
  readonly key: string | number;
  readonly doc_count: number;
  readonly [aggregation: string]: unknown;
}

/** The buckets of one aggregation, of an answer or of a bucket. */
export function bucketsOf(aggregations: Readonly<Record<string, unknown>>, name: string): readonly Bucket[] {
  return (aggregations[name] as { buckets?: readonly Bucket[] } | undefined)?.buckets ?? [];
}
