import { compileDateFormat, momentToMs, parseDateMath } from '../query_dsl/index';
import { groupEvents } from './event_groups';
import { RuleRefusal } from './rule_refusal';
import type { FoundAlert, RunnableRule } from './rule_run';
import type { FoundAlerts } from './rule_search';
import type { RunOptions } from './run_options';
import { placeOf, type SearchedEvent } from './searched_events';

const dates = compileDateFormat('strict_date_optional_time');

/** Milliseconds that a rule looks back for known values. Throws DateMathError for a text that is no date. */
function historyMs({ history_window_start: start = 'now-7d' }: RunnableRule, nowMs: number): number {
  return nowMs - Number(momentToMs(parseDateMath(start, { now: nowMs, roundUp: false, format: dates })));
}

/**
 * An alert on the first event of each combination of values that the history before it does not have. With `fromMs` the history ends where the run's window
 * begins (`events` reach back before it); without, the rule is taken to have run all the time, each event's history being what lies before it.
 * Throws RuleRefusal for a history that is not longer than the window.
 * @param events those the query is true of, oldest first, the history's too
 */
export function runNewTerms(rule: RunnableRule, events: readonly SearchedEvent[], { fromMs, toMs, maxSignals = Infinity }: RunOptions): FoundAlerts {
  const nowMs = toMs ?? events.at(-1)?.timeMs ?? 0;
  const spanMs = historyMs(rule, nowMs);
  if (fromMs !== undefined && nowMs - spanMs >= fromMs) throw new RuleRefusal('History window size must be larger than rule interval + additional lookback');
  const { groups, isTruncated } = groupEvents(events, rule.new_terms_fields ?? []);
  const isNew = (event: SearchedEvent, before: SearchedEvent | undefined): boolean => {
    if (fromMs === undefined) return !before || before.timeMs < event.timeMs - spanMs;
    return event.timeMs >= fromMs && (!before || before.timeMs < nowMs - spanMs);
  };
  const found = groups.flatMap(({ key, events: ofKey }) => ofKey.filter((event, position) => isNew(event, ofKey[position - 1])).map((event) => ({ key, event })));
  const alerts = found.sort((left, right) => left.event.timeMs - right.event.timeMs).map(({ key, event }): FoundAlert => ({ events: [placeOf(event)], key }));
  return { alerts: alerts.slice(0, maxSignals), isTruncated: isTruncated || alerts.length > maxSignals };
}
