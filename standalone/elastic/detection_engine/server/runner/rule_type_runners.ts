import type { WriteAlertsDependencies } from '../alerts/write_alerts';
import type { SupportedRuleType } from '../rules/rule_schema';
import type { RuleRun } from './rule_run';
import type { RunWindow } from './run_windows';
import { runEql } from './run_eql';
import { runNewTerms } from './run_new_terms';
import { runQuery } from './run_query';
import { runThreshold } from './run_threshold';
import type { WindowResult } from './window_result';

/** Runs one rule over one window. Throws what makes the run fail. */
export type RunOverWindow = (run: RuleRun, window: RunWindow, writing: WriteAlertsDependencies) => Promise<WindowResult>;

/** How each type of rule runs. */
export const ruleTypeRunners: Readonly<Record<SupportedRuleType, RunOverWindow>> = { eql: runEql, query: runQuery, threshold: runThreshold, new_terms: runNewTerms };
