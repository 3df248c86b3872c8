import type { CompiledQuery } from '../eql/index';
import { bindRuleQuery, type BoundQueries } from './kuery_search';
import type { EventIndex, FoundAlert, RunnableRule } from './rule_run';
import type { RunOptions } from './run_options';
import { compileEql } from './run_eql';
import { runNewTerms } from './run_new_terms';
import { runThreshold } from './run_threshold';
import { placeOf, type SearchedEvent } from './searched_events';

export interface FoundAlerts {
  readonly alerts: readonly FoundAlert[];
  readonly isTruncated: boolean;
}

/** What a rule does with the events its query is true of, oldest first, then by arrival. Throws what `refusalOf` names. */
type AlertsOfEvents = (events: readonly SearchedEvent[], options: RunOptions) => FoundAlerts;

/** An EQL rule bound to the mappings of some indices. */
export interface EqlSearch {
  readonly kind: 'eql';
  readonly compiled: CompiledQuery;
}

/** A rule of another type, bound to the mappings of some indices. */
export interface EventsSearch {
  readonly kind: 'events';
  readonly queries: BoundQueries;
  readonly alertsOf: AlertsOfEvents;
}

/** A rule bound to indices; may be asked for any events that lie in indices of these names and mappings. */
export type RuleSearch = EqlSearch | EventsSearch;

const eachEvent: AlertsOfEvents = (events, { maxSignals = Infinity }) => ({ alerts: events.slice(0, maxSignals).map((event) => ({ events: [placeOf(event)], key: [] })), isTruncated: events.length > maxSignals });

/** What a rule of a type does with the events its query is true of; undefined for a type that is not run this way. */
function alertsOfType(rule: RunnableRule): AlertsOfEvents | undefined {
  const { type, threshold } = rule;
  if (type === 'query') return eachEvent;
  if (type === 'new_terms') return (events, options) => runNewTerms(rule, events, options);
  return type === 'threshold' && threshold ? (events, options) => runThreshold(threshold, events, options) : undefined;
}

/** Why a rule cannot be run here; undefined where it can. */
export function whatIsUnsupported(rule: RunnableRule): string | undefined {
  if (rule.type === 'eql') return undefined;
  if (rule.type === 'threshold' && !rule.threshold) return 'a threshold rule without a threshold';
  if (rule.type === 'new_terms' && !rule.new_terms_fields?.length) return 'a new terms rule without fields';
  if (!alertsOfType(rule)) return `rules of type ${rule.type}`;
  const { language = 'kuery' } = rule;
  return language === 'kuery' || language === 'lucene' ? undefined : `${rule.type} rules in ${language}`;
}

/** Binds a rule to indices. Throws what `refusalOf` names. */
export function prepareSearch(rule: RunnableRule, indices: readonly EventIndex[], nowMs: number): RuleSearch {
  const alertsOf = alertsOfType(rule);
  if (!alertsOf) return { kind: 'eql', compiled: compileEql(rule, indices, nowMs) };
  return { kind: 'events', queries: bindRuleQuery(rule.query ?? '', rule.language ?? 'kuery', indices, nowMs), alertsOf };
}
