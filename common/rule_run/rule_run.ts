import type { CompiledMapping, IndexedDocument, JsonObject } from '../query_dsl';

/** What of a rule decides its alerts; names are the detection engine's. A rule as installed and a rule as content both fit. */
export interface RunnableRule {
  readonly type: string;
  readonly language?: string;
  readonly query?: string;
  readonly index?: readonly string[];
  readonly tiebreaker_field?: string;
  readonly threshold?: { readonly field: readonly string[] | string; readonly value: number; readonly cardinality?: ReadonlyArray<{ readonly field: string; readonly value: number }> };
  readonly new_terms_fields?: readonly string[];
  readonly history_window_start?: string;
  readonly building_block_type?: string;
  readonly max_signals?: number;
  /** Queries none of which may be true of an event: the rule's exceptions, as Elasticsearch queries. */
  readonly mustNot?: readonly JsonObject[];
}

/** One index and what lies in it, in order of arrival. */
export interface EventIndex {
  readonly name: string;
  readonly mapping: CompiledMapping;
  readonly documents: readonly IndexedDocument[];
}

export interface EventPlace {
  readonly index: string;
  readonly id: string;
}

/** One alert: its event, its sequence's events in order, or the events that met a threshold. */
export interface FoundAlert {
  readonly events: readonly EventPlace[];
  /** Values of the join keys, the threshold's groups or the new terms, in order of their fields. */
  readonly key: readonly string[];
}

export type RuleRun =
  | { readonly outcome: 'ran'; readonly alerts: readonly FoundAlert[]; /** More were found than `max_signals`, or a limit of the engine was met. */ readonly isTruncated: boolean }
  /** None of the rule's index patterns has an index here. */
  | { readonly outcome: 'no_index' }
  /** As Elasticsearch or Kibana would refuse it: a field no index maps, a text that cannot be read. */
  | { readonly outcome: 'failed'; readonly message: string }
  /** A rule type this engine does not run. */
  | { readonly outcome: 'unsupported'; readonly what: string };
