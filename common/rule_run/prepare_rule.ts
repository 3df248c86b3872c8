import type { CompiledMapping } from '../query_dsl/index';
import { selectIndices } from './index_patterns';
import { refusalOf } from './rule_refusal';
import type { EventIndex, RuleRun, RunnableRule } from './rule_run';
import { prepareSearch, whatIsUnsupported, type RuleSearch } from './rule_search';
import type { RunOptions } from './run_options';
import { allEvents, narrow } from './searched_events';

/** A rule that was read once and can be run over many worlds. */
export interface PreparedRule {
  /** As `runRule`. */
  run(indices: readonly EventIndex[], options?: RunOptions): RuleRun;
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
  return { run: (indices, options = {}) => runPrepared(rule, indices, options, searchFor) };
}

function runPrepared(rule: RunnableRule, world: readonly EventIndex[], options: RunOptions, searchFor: (indices: readonly EventIndex[], nowMs: number) => RuleSearch): RuleRun {
  const unsupported = whatIsUnsupported(rule);
  if (unsupported !== undefined) return { outcome: 'unsupported', what: unsupported };
  const indices = selectIndices(rule.index ?? [], world);
  if (indices.length === 0) return { outcome: 'no_index' };
  try {
    const search = searchFor(indices, options.toMs ?? 0);
    const { fromMs: _, ...withHistory } = options;
    const searched = narrow(allEvents(world, indices), rule.mustNot ?? [], rule.type === 'new_terms' ? withHistory : options);
    return { outcome: 'ran', ...search(searched, options) };
  } catch (error) {
    const message = refusalOf(error);
    if (message === undefined) throw error;
    return { outcome: 'failed', message };
  }
}

/**
 * What a rule alerts on over events in memory, as a Kibana that runs it would. Pure; refusals are outcomes, never thrown.
 * @param indices must not change between runs: what is read of them is kept for as long as the array is
 * @returns alerts: EQL in its own order, queries and new terms by time, thresholds by size
 */
export function runRule(rule: RunnableRule, indices: readonly EventIndex[], options: RunOptions = {}): RuleRun {
  return prepareRule(rule).run(indices, options);
}
