/** What is left of the look-back after interval and span, for events that arrive late; negative where it is too short. */
export interface ScheduleSlack {
  readonly neededMs: number;
  readonly slackMs: number;
}

/** Undefined where the rule's schedule cannot be counted. */
export function scheduleSlack({ intervalMs, lookBackMs, maxSpanMs = 0 }: { readonly intervalMs?: number; readonly lookBackMs?: number; readonly maxSpanMs?: number }): ScheduleSlack | undefined {
  if (intervalMs === undefined || lookBackMs === undefined) return undefined;
  return { neededMs: intervalMs + maxSpanMs, slackMs: lookBackMs - intervalMs - maxSpanMs };
}
