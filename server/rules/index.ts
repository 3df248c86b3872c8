export { enableRules } from './enable_rules';
export { findPorts, getRule } from './find_rule_content';
export { findRules, ruleStateOf } from './find_rules';
export { installAtStartUp } from './install_at_start_up';
export { installRules } from './install_rules';
export { createInstalledRuleStore } from './installed_rule_store';
export { readPackagedRules } from './packaged_rules';
export { runRule } from './run_rule';
