/** Index settings that may stand in a request; what is not known to anything here is kept and shown, as Elasticsearch does. */
export const KNOWN_SETTINGS: ReadonlySet<string> = new Set([
  'index.number_of_shards', 'index.number_of_replicas', 'index.auto_expand_replicas', 'index.refresh_interval', 'index.hidden', 'index.mode', 'index.codec',
  'index.max_result_window', 'index.max_inner_result_window', 'index.max_rescore_window', 'index.max_docvalue_fields_search', 'index.max_script_fields',
  'index.max_ngram_diff', 'index.max_shingle_diff', 'index.max_refresh_listeners', 'index.max_terms_count', 'index.max_regex_length', 'index.max_slices_per_scroll',
  'index.analyze.max_token_count', 'index.highlight.max_analyzed_offset', 'index.gc_deletes', 'index.default_pipeline', 'index.final_pipeline', 'index.priority',
  'index.blocks.read_only', 'index.blocks.read', 'index.blocks.write', 'index.blocks.metadata', 'index.blocks.read_only_allow_delete', 'index.format',
  'index.query.default_field', 'index.query_string.lenient', 'index.queries.cache.enabled', 'index.requests.cache.enable', 'index.shard.check_on_startup',
  'index.number_of_routing_shards', 'index.routing_partition_size', 'index.routing_path', 'index.load_fixed_bitset_filters_eagerly', 'index.soft_deletes.enabled',
  'index.soft_deletes.retention_lease.period', 'index.store.type', 'index.store.preload', 'index.translog.durability', 'index.translog.sync_interval',
  'index.translog.flush_threshold_size', 'index.warmer.enabled', 'index.write.wait_for_active_shards', 'index.search.idle.after', 'index.unassigned.node_left.delayed_timeout',
  'index.provided_name', 'index.creation_date', 'index.uuid', 'index.version.created', 'index.sort.field', 'index.sort.order', 'index.sort.mode', 'index.sort.missing',
  'index.mapping.total_fields.limit', 'index.mapping.total_fields.ignore_dynamic_beyond_limit', 'index.mapping.depth.limit', 'index.mapping.nested_fields.limit',
  'index.mapping.nested_objects.limit', 'index.mapping.field_name_length.limit', 'index.mapping.dimension_fields.limit', 'index.mapping.ignore_malformed', 'index.mapping.coerce',
  'index.mapping.source.mode', 'index.lifecycle.name', 'index.lifecycle.rollover_alias', 'index.lifecycle.parse_origination_date', 'index.lifecycle.indexing_complete',
  'index.lifecycle.origination_date', 'index.lifecycle.prefer_ilm', 'index.time_series.start_time', 'index.time_series.end_time', 'index.verified_before_close',
]);

/** Groups whose names are the user's. */
export const PREFIXED_SETTINGS: readonly string[] = [
  'index.analysis.', 'index.routing.allocation.', 'index.search.slowlog.', 'index.indexing.slowlog.', 'index.merge.', 'index.similarity.', 'index.translog.', 'index.lifecycle.',
];

/** Settings that an open index keeps. */
export const STATIC_SETTINGS: ReadonlySet<string> = new Set([
  'index.number_of_shards', 'index.codec', 'index.mode', 'index.routing_partition_size', 'index.routing_path', 'index.number_of_routing_shards', 'index.soft_deletes.enabled',
  'index.load_fixed_bitset_filters_eagerly', 'index.shard.check_on_startup', 'index.store.type', 'index.format', 'index.mapping.source.mode',
]);
