import { groupEvents, groupValues, type EventGroup } from './event_groups';
import type { FoundAlert, RunnableRule } from './rule_run';
import type { FoundAlerts } from './rule_search';
import type { RunOptions } from './run_options';
import { placeOf, type SearchedEvent } from './searched_events';

type Threshold = NonNullable<RunnableRule['threshold']>;

const fieldsOf = ({ field }: Threshold): string[] => (typeof field === 'string' ? [field] : [...field]).filter((name) => name !== '');

function isMet({ value, cardinality = [] }: Threshold, events: readonly SearchedEvent[]): boolean {
  return events.length > 0 && events.length >= value && cardinality.every(({ field, value: least }) => new Set(events.flatMap((event) => groupValues(event, field))).size >= least);
}

/** Alerts for each group of events that is large enough, largest first (`detection-engine.md` §6.6). `events` are those the query is true of, oldest first. */
export function runThreshold(threshold: Threshold, events: readonly SearchedEvent[], { maxSignals = Infinity, schedule }: RunOptions): FoundAlerts {
  const { groups, isTruncated } = groupEvents(events, fieldsOf(threshold));
  const met = groups.filter(({ events: inGroup }) => inGroup.length >= threshold.value).flatMap((group) => (schedule ? metInRuns(threshold, group, schedule) : isMet(threshold, group.events) ? [group] : []));
  const alerts = met.sort((left, right) => right.events.length - left.events.length).map(({ key, events: inGroup }): FoundAlert => ({ events: inGroup.map(placeOf), key }));
  return { alerts: alerts.slice(0, maxSignals), isTruncated: isTruncated || alerts.length > maxSignals };
}

/**
 * The group's alerts of a rule that runs every so often. Only runs that see a new event can bring one; events up to the last one of an earlier alert do not
 * count again, as in Kibana.
 */
function metInRuns(threshold: Threshold, { key, events }: EventGroup, { everyMs, lookBackMs }: NonNullable<RunOptions['schedule']>): EventGroup[] {
  const met: EventGroup[] = [];
  let first = 0;
  for (let next = 0; next < events.length; ) {
    const runMs = Math.ceil((events[next]?.timeMs ?? 0) / everyMs) * everyMs;
    while (next < events.length && (events[next]?.timeMs ?? Infinity) <= runMs) next += 1;
    while (first < next && (events[first]?.timeMs ?? 0) < runMs - lookBackMs) first += 1;
    const inWindow = events.slice(first, next);
    if (!isMet(threshold, inWindow)) continue;
    met.push({ key, events: inWindow });
    first = next;
  }
  return met;
}
