import { randomUUID } from 'node:crypto';
import type { WriteAlertsDependencies } from '../alerts/write_alerts';
import type { StoredRule } from '../rules/rule';
import type { RuleState, RuleStateRepository } from '../rules/rule_state';
import { durationMs } from './duration';
import { startRunLog, statusOrders, summaryMetrics } from './execution_events';
import type { ExecutionOutcome, RunLog } from './execution_events';
import type { Execution, ExecutionLog } from './execution_log';
import { prepareRun, ruleClient } from './prepare_run';
import type { PrepareRunDependencies } from './prepare_run';
import type { RuleRun } from './rule_run';
import { ruleTypeRunners } from './rule_type_runners';
import { runWindows } from './run_windows';
import { emptyResult, mergeResults } from './window_result';
import type { WindowResult } from './window_result';

export interface ExecuteRuleDependencies extends PrepareRunDependencies {
  readonly writing: WriteAlertsDependencies;
  readonly states: RuleStateRepository;
  readonly executions: ExecutionLog;
  readonly now: () => Date;
}

/** How one run is asked for. */
export interface RunRequest {
  readonly rule: StoredRule;
  /** When the run should have begun; its delay is told in the log. */
  readonly dueAt: Date;
  /** Begin of the run before; undefined when there was none since the rule was enabled. */
  readonly previousStartedAt: Date | undefined;
}

/** What a run searches: by default the windows of the rule's schedule. */
export type SearchRun = (run: RuleRun) => Promise<{ readonly result: WindowResult; readonly gapMs: number }>;

/** Length of a time in words, as in the message about a gap. */
export function humanTime(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'a few seconds';
  if (minutes < 45) return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const hours = Math.round(ms / 3_600_000);
  if (hours < 22) return hours <= 1 ? 'an hour' : `${hours} hours`;
  const days = Math.round(ms / 86_400_000);
  return days <= 1 ? 'a day' : `${days} days`;
}

const gapMessage = (gapMs: number): string =>
  `${humanTime(gapMs)} (${gapMs}ms) were not queried between this rule execution and the last execution, so signals may have been missed. Consider increasing your look behind time or adding more Kibana instances`;

function scheduledSearch(request: RunRequest, writing: WriteAlertsDependencies, log: RunLog): SearchRun {
  return async (run) => {
    const { params, schedule } = run.rule.attributes;
    const plan = { from: params.from, to: params.to, intervalMs: durationMs(schedule.interval) };
    const { windows, gapMs } = runWindows(plan, run.startedAt.getTime(), request.previousStartedAt?.getTime());
    if (gapMs > 0) log.status('failed', gapMessage(gapMs));
    const results: WindowResult[] = [];
    for (const window of windows) results.push(await ruleTypeRunners[params.type](run, window, writing));
    return { result: mergeResults(results), gapMs };
  };
}

function outcomeOf(warnings: readonly string[], errors: readonly string[], gapMs: number): ExecutionOutcome {
  if (errors.length > 0) return { status: 'failed', message: `Bulk Indexing of alerts failed: ${errors.join(', ')}` };
  if (gapMs > 0) return { status: 'failed', message: gapMessage(gapMs) };
  if (warnings.length > 0) return { status: 'partial failure', message: warnings.join('\n\n') };
  return { status: 'succeeded', message: 'Rule execution completed successfully' };
}

interface Ended {
  readonly outcome: ExecutionOutcome;
  readonly result: WindowResult;
  readonly gapMs: number;
}

interface StartedRun {
  readonly rule: StoredRule;
  readonly startedAt: Date;
  readonly executionUuid: string;
  readonly search: SearchRun;
  readonly log: RunLog;
}

async function searchAndJudge({ rule, startedAt, executionUuid, search, log }: StartedRun, dependencies: ExecuteRuleDependencies): Promise<Ended> {
  try {
    const prepared = await prepareRun(rule, startedAt, { executionUuid, client: ruleClient(rule, dependencies) }, dependencies);
    for (const warning of prepared.warnings) log.status('partial failure', warning);
    const { result, gapMs } = prepared.searchable ? await search(prepared.run) : { result: emptyResult, gapMs: 0 };
    return { outcome: outcomeOf([...prepared.warnings, ...result.warnings], result.errors, gapMs), result, gapMs };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: { status: 'failed', message: `An error occurred during rule execution: message: "${reason}"` }, result: emptyResult, gapMs: 0 };
  }
}

/**
 * Runs a rule once and keeps what came of it: alerts, the rule's state, a line in the log of runs. A failure of the rule is an
 * outcome, not an error; errors are failures to keep the outcome.
 * @param search what to search instead of the windows of the schedule
 */
export async function executeRule(request: RunRequest, dependencies: ExecuteRuleDependencies, search?: SearchRun): Promise<Ended> {
  const { now, states, executions, writing } = dependencies;
  const { rule } = request;
  const startedAt = now();
  const executionUuid = randomUUID();
  const log = startRunLog(now);
  const ended = await searchAndJudge({ rule, startedAt, executionUuid, search: search ?? scheduledSearch(request, writing, log), log }, dependencies);
  log.metrics(ended.result);
  log.status(ended.outcome.status, ended.outcome.message);
  const durationMillis = now().getTime() - startedAt.getTime();
  const kept = search === undefined ? { lastStartedAt: startedAt.toISOString() } : await keptStart(rule.id, states);
  await states.set(rule.id, { ...kept, ...stateAfter(rule, startedAt, durationMillis, ended) });
  const scheduleDelayMs = Math.max(0, startedAt.getTime() - request.dueAt.getTime());
  await executions.write({ executionUuid, scheduleDelayMs, durationMs: durationMillis, events: log.events, ...executionAfter(rule, startedAt, ended) });
  return ended;
}

function stateAfter(rule: StoredRule, startedAt: Date, durationMillis: number, { outcome, result, gapMs }: Ended): RuleState {
  const last = { date: startedAt.toISOString(), status: outcome.status, status_order: statusOrders[outcome.status], message: outcome.message, metrics: summaryMetrics(result, gapMs) };
  return {
    nextRunAt: new Date(startedAt.getTime() + durationMs(rule.attributes.schedule.interval)).toISOString(),
    summary: { last_execution: last },
    durationMs: durationMillis,
    newAlerts: result.created,
    ...(outcome.status === 'succeeded' ? {} : { problem: outcome.message }),
  };
}

function executionAfter(rule: StoredRule, startedAt: Date, { outcome, result, gapMs }: Ended): Omit<Execution, 'executionUuid' | 'scheduleDelayMs' | 'durationMs' | 'events'> {
  const metrics = summaryMetrics(result, gapMs);
  return {
    ruleUuid: rule.id,
    spaceId: rule.spaceId,
    ruleName: rule.attributes.name,
    ruleTypeId: rule.attributes.alertTypeId,
    startedAt: startedAt.toISOString(),
    searchMs: metrics.total_search_duration_ms ?? 0,
    indexMs: metrics.total_indexing_duration_ms ?? 0,
    gapMs,
    status: outcome.status,
    message: outcome.message,
  };
}

/** A run outside the schedule leaves the schedule's memory as it is. */
async function keptStart(ruleId: string, states: RuleStateRepository): Promise<{ lastStartedAt?: string }> {
  const lastStartedAt = (await states.get(ruleId))?.lastStartedAt;
  return lastStartedAt === undefined ? {} : { lastStartedAt };
}
