/** One rule over indexed events in memory: what it would alert on, as a Kibana that runs it would. README.md is the map. */
export { prepareRule, runRule, runRules, type PreparedRule, type RuleToRun } from './prepare_rule';
export { selectIndices } from './index_patterns';
export type { RunOptions } from './run_options';
export type { FoundAlert, RuleRun, RunnableRule, EventIndex, EventPlace } from './rule_run';
