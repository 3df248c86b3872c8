import type { WriteAlertsDependencies } from '../alerts/write_alerts';
import { ruleQuery } from './rule_query';
import type { BoolQuery } from './rule_query';
import type { RuleRun } from './rule_run';
import type { RunWindow } from './run_windows';
import { searchEvents } from './search_events';
import { emptyResult, maximumWarning, mergeResults } from './window_result';
import type { WindowResult } from './window_result';
import { writeEvents } from './write_matches';

/**
 * Runs a KQL or Lucene rule over one window: oldest events first, page after page, until `max_signals` new alerts are made or no
 * event is left. Alerts that exist already do not count.
 */
export async function runQuery(run: RuleRun, window: RunWindow, writing: WriteAlertsDependencies): Promise<WindowResult> {
  return runQueryPages(run, window, { query: await ruleQuery(run), writing });
}

export interface QueryDependencies {
  readonly query: BoolQuery;
  readonly writing: WriteAlertsDependencies;
}

/** As `runQuery`, with the query made before; several windows of one rule share it. */
export async function runQueryPages(run: RuleRun, window: RunWindow, { query, writing }: QueryDependencies): Promise<WindowResult> {
  const { maxSignals } = run.rule.attributes.params;
  const results: WindowResult[] = [];
  let created = 0;
  let after: readonly unknown[] | undefined;
  while (created < maxSignals) {
    const page = await searchEvents(run, window, { query, size: maxSignals, after });
    const written = await writeEvents(run, page.hits.slice(0, maxSignals - created), writing);
    results.push({ ...written, searchMs: [page.durationMs] });
    created += written.created;
    after = page.hits.at(-1)?.sort;
    if (page.hits.length < maxSignals || after === undefined) break;
  }
  const reachedMaximum = created >= maxSignals;
  return { ...mergeResults(results), reachedMaximum, warnings: reachedMaximum ? [maximumWarning] : emptyResult.warnings };
}
