import { dateMath } from './date_math';

/** A span of event time that one execution searches, both ends included, epoch milliseconds. */
export interface RunWindow {
  readonly from: number;
  readonly to: number;
}

export interface RunSchedule {
  readonly from: string;
  readonly to: string;
  readonly intervalMs: number;
}

export interface RunWindows {
  /** Oldest first; more than one when earlier runs were missed. */
  readonly windows: readonly RunWindow[];
  /** Event time that no run has searched, milliseconds; 0 when there is none. */
  readonly gapMs: number;
}

/** So many missed runs are made up for (`detection-engine.md` §6.1). */
const maxCatchUpRuns = 4;

/** The window of a run that starts at `startedAt`; throws an error that names a date it cannot read. */
export function windowAt(schedule: RunSchedule, startedAt: number): RunWindow {
  const from = dateMath(schedule.from, startedAt);
  const to = dateMath(schedule.to, startedAt);
  if (from === undefined || to === undefined) throw new Error(`Failed to parse date math of the rule's schedule: "${from === undefined ? schedule.from : schedule.to}"`);
  return { from, to };
}

/**
 * Windows of a run, with those that make up for missed runs (`detection-engine.md` §6.1).
 * @param previousStartedAt begin of the run before, epoch milliseconds; undefined for a first run
 */
export function runWindows(schedule: RunSchedule, startedAt: number, previousStartedAt: number | undefined): RunWindows {
  const window = windowAt(schedule, startedAt);
  const lookMs = window.to - window.from;
  const missedMs = previousStartedAt === undefined ? 0 : startedAt - previousStartedAt - lookMs;
  if (missedMs <= 0) return { windows: [window], gapMs: 0 };
  const runs = Math.min(Math.ceil(missedMs / schedule.intervalMs), maxCatchUpRuns);
  const shifted = Array.from({ length: runs }, (_, position) => {
    const shiftMs = (runs - position) * schedule.intervalMs;
    return { from: window.from - shiftMs, to: window.to - shiftMs };
  });
  return { windows: [...shifted, window], gapMs: Math.max(0, missedMs - runs * schedule.intervalMs) };
}
