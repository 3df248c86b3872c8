import type { IndexedDocument, JsonObject, JsonValue } from '../../../../common/query_dsl';
import type { BodyValue } from '../json/write_json';
import type { Hit, SearchOutcome } from '../search/execute_search';
import type { BodyText } from '../search/body_text';
import type { SearchTarget } from '../search/search_target';
import type { FieldReaders } from './field_readers';

/** One aggregation of a request with those inside it. */
export interface AggregationNode {
  readonly name: string;
  readonly type: string;
  readonly options: JsonObject;
  readonly metadata: JsonValue | undefined;
  readonly children: readonly AggregationNode[];
  /** Steps from the body to the options, for refusals. */
  readonly path: readonly (string | number)[];
}

/** A document on its way through aggregations: the root, or a nested object of it. */
export interface AggregationDocument {
  readonly document: IndexedDocument;
  readonly hit: Hit;
}

export interface AggregationRun {
  readonly outcome: SearchOutcome;
  readonly now: number;
  readonly fields: FieldReaders;
  /** Runs what is inside an aggregation over the documents of one bucket. */
  children(node: AggregationNode, documents: readonly AggregationDocument[]): Record<string, BodyValue>;
  /** The name under which an aggregation stands in the answer. */
  key(node: AggregationNode, typedName: string): string;
}

/** What an aggregation answers, and the type name that `typed_keys` puts before its name. */
export interface AggregationResult {
  readonly typedName: string;
  readonly body: Record<string, BodyValue>;
}

/** What refusals before the run need. */
export interface CheckContext {
  readonly body: BodyText;
  readonly parent: AggregationNode | undefined;
}

/** One kind of aggregation. */
export interface AggregationKind {
  readonly options: readonly string[];
  readonly takesChildren: boolean;
  /** Refuses a request whatever it is run on. @throws ElasticsearchError */
  readonly check?: (node: AggregationNode, context: CheckContext) => void;
  /** Refuses one index. @throws ElasticsearchError of phase `shard` */
  readonly checkTarget?: (node: AggregationNode, target: SearchTarget, parent: AggregationNode | undefined) => void;
  readonly run: (node: AggregationNode, documents: readonly AggregationDocument[], run: AggregationRun) => AggregationResult;
}

/** A bucket before it is written: its documents and the body it will have. */
export interface Bucket {
  readonly documents: readonly AggregationDocument[];
  readonly head: Record<string, BodyValue>;
}

/** Writes a bucket with its count and what is inside. */
export function writeBucket(bucket: Bucket, node: AggregationNode, run: AggregationRun): Record<string, BodyValue> {
  return { ...bucket.head, doc_count: bucket.documents.length, ...run.children(node, bucket.documents) };
}

export function fieldOption(node: AggregationNode): string {
  return String(node.options['field'] ?? '');
}
