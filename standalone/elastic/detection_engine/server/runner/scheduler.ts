import type { Logger, SavedObjectsClientContract } from '@kbn/core/server';
import { findRulesOfAllSpaces } from '../rules/rule_repository';
import type { StoredRule } from '../rules/rule';
import type { RuleState } from '../rules/rule_state';
import { durationMs } from './duration';
import { executeRule } from './execute_rule';
import type { ExecuteRuleDependencies } from './execute_rule';

/** The scheduler looks for rules that are due this often, and at once when told to. */
const pollMs = 3_000;
/** A rule that was made, changed or enabled runs this much later, so that edits that follow one another meet one run, as in Kibana. */
const settleMs = 1_000;
/** So many rules run at one time. */
const maxConcurrentRuns = 2;

export interface SchedulerDependencies extends ExecuteRuleDependencies {
  readonly internalSavedObjects: SavedObjectsClientContract;
  readonly log: Logger;
}

/** Runs enabled rules of every space at their intervals. */
export interface Scheduler {
  start(): void;
  /** Looks at once for rules that are due. */
  wake(): void;
  /** Looks in a moment, after a rule was written. */
  wakeSoon(): void;
  /** Runs a rule at the next look, whatever its interval; the run does not look for a gap before it. */
  runSoon(ruleId: string): void;
  isRunning(ruleId: string): boolean;
  /** Waits until the rule does not run, and keeps it from running meanwhile. */
  exclusively<T>(ruleId: string, work: () => Promise<T>): Promise<T>;
  /** Starts no further run and waits for those that are going on. */
  stop(): Promise<void>;
}

function dueAt({ attributes }: StoredRule, state: RuleState | undefined): Date {
  if (state?.lastStartedAt === undefined) return new Date(0);
  return new Date(Date.parse(state.lastStartedAt) + durationMs(attributes.schedule.interval));
}

function isDue(rule: StoredRule, state: RuleState | undefined, time: number): boolean {
  return dueAt(rule, state).getTime() <= time && Date.parse(rule.attributes.updatedAt) + settleMs <= time;
}

/** The scheduler of one host process. */
export function createScheduler(dependencies: SchedulerDependencies): Scheduler {
  const { internalSavedObjects, states, log, now } = dependencies;
  const running = new Map<string, Promise<unknown>>();
  const asked = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = true;
  let looking: Promise<void> | undefined;
  let lookAgain = false;

  const track = async <T>(ruleId: string, work: () => Promise<T>): Promise<T> => {
    const promise = work();
    running.set(ruleId, promise.catch(() => undefined));
    try {
      return await promise;
    } finally {
      running.delete(ruleId);
      if (!stopped) scheduler.wake();
    }
  };

  const runDue = (rule: StoredRule, state: RuleState | undefined): void => {
    const wasAsked = asked.delete(rule.id);
    const previous = state?.lastStartedAt;
    const due = wasAsked ? now() : dueAt(rule, state);
    const request = { rule, dueAt: due.getTime() === 0 ? now() : due, previousStartedAt: wasAsked || previous === undefined ? undefined : new Date(previous) };
    void track(rule.id, () => executeRule(request, dependencies)).catch((error: unknown) => {
      log.error(`run of rule ${rule.id} could not be kept: ${error instanceof Error ? error.message : String(error)}`);
    });
  };

  const look = async (): Promise<void> => {
    const enabled = (await findRulesOfAllSpaces(internalSavedObjects)).filter(({ attributes }) => attributes.enabled);
    const known = await states.getMany(enabled.map(({ id }) => id));
    const time = now().getTime();
    const due = enabled.filter((rule) => !running.has(rule.id) && (asked.has(rule.id) || isDue(rule, known.get(rule.id), time)));
    for (const rule of due.slice(0, Math.max(0, maxConcurrentRuns - running.size))) if (!stopped) runDue(rule, known.get(rule.id));
  };

  const lookOnce = async (): Promise<void> => {
    do {
      lookAgain = false;
      try {
        await look();
      } catch (error) {
        log.warn(`rules that are due could not be read: ${error instanceof Error ? error.message : String(error)}`);
      }
    } while (lookAgain && !stopped);
  };

  const scheduler: Scheduler = {
    start() {
      if (!stopped) return;
      stopped = false;
      timer = setInterval(() => scheduler.wake(), pollMs);
      timer.unref();
      scheduler.wake();
    },
    wake() {
      if (stopped) return;
      if (looking !== undefined) {
        lookAgain = true;
        return;
      }
      looking = lookOnce().finally(() => {
        looking = undefined;
      });
    },
    wakeSoon() {
      if (!stopped) setTimeout(() => scheduler.wake(), settleMs + 20).unref();
    },
    runSoon(ruleId) {
      asked.add(ruleId);
      scheduler.wake();
    },
    isRunning: (ruleId) => running.has(ruleId),
    async exclusively(ruleId, work) {
      while (running.has(ruleId)) await running.get(ruleId);
      return track(ruleId, work);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      await Promise.all(running.values());
    },
  };
  return scheduler;
}
