import type { AggregationKind } from './aggregation';
import { COMPOSITE } from './composite_kind';
import { FILTER, FILTERS, GLOBAL, MISSING, NESTED, REVERSE_NESTED } from './filter_kinds';
import { DATE_HISTOGRAM, HISTOGRAM } from './histogram_kinds';
import { AVG, CARDINALITY, EXTENDED_STATS, MAX, MIN, STATS, SUM, VALUE_COUNT } from './metric_kinds';
import { DATE_RANGE, RANGE } from './range_kinds';
import { TERMS } from './terms_kind';
import { TOP_HITS, TOP_METRICS } from './top_kinds';

/** Every aggregation this service runs, by name. */
export const AGGREGATION_KINDS: Readonly<Record<string, AggregationKind>> = {
  terms: TERMS,
  histogram: HISTOGRAM,
  date_histogram: DATE_HISTOGRAM,
  range: RANGE,
  date_range: DATE_RANGE,
  filter: FILTER,
  filters: FILTERS,
  missing: MISSING,
  global: GLOBAL,
  nested: NESTED,
  reverse_nested: REVERSE_NESTED,
  composite: COMPOSITE,
  avg: AVG,
  sum: SUM,
  min: MIN,
  max: MAX,
  value_count: VALUE_COUNT,
  cardinality: CARDINALITY,
  stats: STATS,
  extended_stats: EXTENDED_STATS,
  top_hits: TOP_HITS,
  top_metrics: TOP_METRICS,
};
