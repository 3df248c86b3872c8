import type { WriteAlertsDependencies } from '../alerts/write_alerts';
import type { RuleRun } from './rule_run';
import type { RunWindow } from './run_windows';
import { searchEql } from './search_eql';
import type { EqlMatches } from './search_eql';
import { maximumWarning } from './window_result';
import type { WindowResult } from './window_result';
import { writeEvents, writeSequences } from './write_matches';

/** Writes what an EQL search found, events or sequences. */
export function writeEqlMatches(run: RuleRun, { kind, groups }: Pick<EqlMatches, 'kind' | 'groups'>, writing: WriteAlertsDependencies): Promise<WindowResult> {
  return kind === 'sequences' ? writeSequences(run, groups, writing) : writeEvents(run, groups.flat(), writing);
}

/** Runs an EQL rule over one window: one search, `max_signals` of its matches (`detection-engine.md` §6.3, §4.4). */
export async function runEql(run: RuleRun, window: RunWindow, writing: WriteAlertsDependencies): Promise<WindowResult> {
  const { maxSignals } = run.rule.attributes.params;
  const matches = await searchEql(run, window, maxSignals);
  const result = await writeEqlMatches(run, matches, writing);
  const reachedMaximum = matches.total >= maxSignals;
  return {
    ...result,
    reachedMaximum,
    warnings: [...matches.warnings, ...(reachedMaximum ? [maximumWarning] : [])],
    searchMs: [matches.durationMs],
  };
}
