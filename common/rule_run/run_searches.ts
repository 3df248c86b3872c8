import { refusalOf } from './rule_refusal';
import { searchEvents } from './kuery_search';
import type { RuleRun } from './rule_run';
import type { EqlSearch, EventsSearch, FoundAlerts, RuleSearch } from './rule_search';
import type { RunOptions } from './run_options';
import { runEql } from './run_eql';
import type { SearchedEvents } from './searched_events';

/** A search bound to its indices, with the events it has to look at. */
export interface PlannedSearch<Search extends RuleSearch = RuleSearch> {
  readonly outcome: 'planned';
  readonly search: Search;
  readonly searched: SearchedEvents;
  readonly options: RunOptions;
}

/** Runs what may be refused: a refusal of Elasticsearch or Kibana is an outcome, any other error is thrown. */
export function orRefused<Outcome>(work: () => Outcome): Outcome | Extract<RuleRun, { outcome: 'failed' }> {
  try {
    return work();
  } catch (error) {
    const message = refusalOf(error);
    if (message === undefined) throw error;
    return { outcome: 'failed', message };
  }
}

const ran = (found: FoundAlerts): RuleRun => ({ outcome: 'ran', ...found });
const isOver = (plan: PlannedSearch | RuleRun): plan is RuleRun => plan.outcome !== 'planned';
const isEql = (plan: PlannedSearch): plan is PlannedSearch<EqlSearch> => plan.search.kind === 'eql';
const isEvents = (plan: PlannedSearch): plan is PlannedSearch<EventsSearch> => plan.search.kind === 'events';

/** Runs planned searches, those over the same events together. What is an outcome already is passed on. Gives outcomes in the order of the plans. */
export function runSearches(plans: readonly (PlannedSearch | RuleRun)[]): RuleRun[] {
  const outcomes = new Map<PlannedSearch | RuleRun, RuleRun>();
  const planned: PlannedSearch[] = [];
  for (const plan of plans) {
    if (isOver(plan)) outcomes.set(plan, plan);
    else planned.push(plan);
  }
  for (const [searched, together] of groupBy(planned, (plan) => plan.searched)) {
    for (const [maxSignals, alike] of groupBy(together.filter(isEql), ({ options }) => options.maxSignals)) {
      const found = runEql(alike.map(({ search }) => search.compiled), searched, maxSignals);
      alike.forEach((plan, place) => outcomes.set(plan, orRefused(() => ran(orThrow(found[place])))));
    }
    runOnEvents(together.filter(isEvents), searched).forEach((outcome, plan) => outcomes.set(plan, outcome));
  }
  return plans.map((plan) => outcomes.get(plan) ?? { outcome: 'no_index' });
}

/** One walk for all; where a query fails on an event, one for each, so that it does not take the others with it. */
function runOnEvents(plans: readonly PlannedSearch<EventsSearch>[], searched: SearchedEvents): Map<PlannedSearch, RuleRun> {
  const matching = orRefused(() => searchEvents(plans.map(({ search }) => search.queries), searched));
  if (Array.isArray(matching)) return new Map(plans.map((plan, place) => [plan, orRefused(() => ran(plan.search.alertsOf(matching[place] ?? [], plan.options)))]));
  if (plans.length === 1) return new Map(plans.map((plan) => [plan, matching]));
  return new Map(plans.flatMap((plan) => [...runOnEvents([plan], searched)]));
}

function orThrow(found: FoundAlerts | Error | undefined): FoundAlerts {
  if (found === undefined) throw new Error('a search without an outcome');
  if (found instanceof Error) throw found;
  return found;
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
