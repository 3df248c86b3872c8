import type { CompiledMapping } from '../query_dsl/index';
import { selectIndices } from './index_patterns';
import type { EventIndex, RuleRun, RunnableRule } from './rule_run';
import { prepareSearch, whatIsUnsupported, type RuleSearch } from './rule_search';
import type { RunOptions } from './run_options';
import { orRefused, runSearches, type PlannedSearch } from './run_searches';
import { allEvents, narrow } from './searched_events';

/** A rule that was read once and can be run over many worlds. */
export interface PreparedRule {
  /** As `runRule`. */
  run(indices: readonly EventIndex[], options?: RunOptions): RuleRun;
  /** What a run would search in a world; its outcome where there is nothing to search. */
  plan(indices: readonly EventIndex[], options?: RunOptions): PlannedSearch | RuleRun;
}

/** Compiled queries kept for a rule; a caller that moves `toMs` on makes a new one each time. */
const maxSearches = 64;

const numbers = new WeakMap<CompiledMapping, number>();
let mappings = 0;

function numberOf(mapping: CompiledMapping): number {
  const known = numbers.get(mapping) ?? (mappings += 1);
  numbers.set(mapping, known);
  return known;
}

/** Prepares a rule: worlds with the same indices and mappings share one compiled query. Never throws. */
export function prepareRule(rule: RunnableRule): PreparedRule {
  const searches = new Map<string, RuleSearch>();
  const searchFor = (indices: readonly EventIndex[], nowMs: number): RuleSearch => {
    const key = [nowMs, ...indices.map(({ name, mapping }) => `${name}|${numberOf(mapping)}`)].join('\n');
    const search = searches.get(key) ?? prepareSearch(rule, indices, nowMs);
    if (searches.size >= maxSearches) searches.clear();
    searches.set(key, search);
    return search;
  };
  const plan: PreparedRule['plan'] = (world, options = {}) => orRefused(() => planRun(rule, world, options, searchFor));
  const prepared: PreparedRule = { plan, run: (world, options = {}) => runRules([{ rule: prepared, options }], world)[0] ?? { outcome: 'no_index' } };
  return prepared;
}

function planRun(rule: RunnableRule, world: readonly EventIndex[], options: RunOptions, searchFor: (indices: readonly EventIndex[], nowMs: number) => RuleSearch): PlannedSearch | RuleRun {
  const unsupported = whatIsUnsupported(rule);
  if (unsupported !== undefined) return { outcome: 'unsupported', what: unsupported };
  const indices = selectIndices(rule.index ?? [], world);
  if (indices.length === 0) return { outcome: 'no_index' };
  const search = searchFor(indices, options.toMs ?? 0);
  const { fromMs: _, ...withHistory } = options;
  const searched = narrow(allEvents(world, indices), rule.mustNot ?? [], rule.type === 'new_terms' ? withHistory : options);
  return { outcome: 'planned', search, searched, options };
}

/** One of several rules that run together. */
export interface RuleToRun {
  readonly rule: PreparedRule;
  readonly options?: RunOptions;
}

/**
 * Runs several rules over one world, each as it would run alone: those that search the same events walk over them together, and what is read of an event is read
 * once for all of them. Gives one outcome a rule, in their order; what one is refused for does not touch the others.
 * @param indices as for `runRule`
 */
export function runRules(rules: readonly RuleToRun[], indices: readonly EventIndex[]): RuleRun[] {
  return runSearches(rules.map(({ rule, options = {} }) => rule.plan(indices, options)));
}

/**
 * What a rule alerts on over events in memory, as a Kibana that runs it would. Pure; refusals are outcomes, never thrown.
 * @param indices must not change between runs: what is read of them is kept for as long as they are
 * @returns alerts: EQL in its own order, queries and new terms by time, thresholds by size
 */
export function runRule(rule: RunnableRule, indices: readonly EventIndex[], options: RunOptions = {}): RuleRun {
  return prepareRule(rule).run(indices, options);
}
