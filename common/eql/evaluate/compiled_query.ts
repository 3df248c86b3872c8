import type { CheckedKey, CheckOptions } from '../check/index';
import type { EqlError } from '../errors/index';
import type { EventFilter, Query } from '../language/index';
import type { EqlField } from '../schema/event_source';
import type { TupleReader } from './join_keys';
import type { Matcher } from './matcher';

/** The request's fields and the clock. */
export interface CompileOptions extends CheckOptions {
  /** Epoch ms, the "now" of date literals. Default: 0, so that a query without date maths needs no clock. */
  readonly now?: number;
}

/** One term; `with runs=n` is the same term n times. */
export interface CompiledStage {
  /** The place of its term in the query, from 0. */
  readonly term: number;
  readonly filter: EventFilter;
  readonly missing: boolean;
  readonly matcher: Matcher;
  /** A literal its field cannot read: Elasticsearch refuses when it runs this term's search, and not before. */
  readonly failure?: EqlError;
  readonly keys: readonly CheckedKey[];
  readonly readTuples: TupleReader;
}

/** A query ready to run over events. */
export interface CompiledQuery {
  readonly query: Query;
  readonly kind: 'event_query' | 'sequence' | 'sample';
  /** In the order of the text, runs unfolded; one for an event query. */
  readonly stages: readonly CompiledStage[];
  readonly until: CompiledStage | undefined;
  readonly maxSpanMs: number | undefined;
  readonly timestampField: EqlField;
  readonly tiebreakerField: EqlField | undefined;
}
