import { describe, expect, it } from 'vitest';
import { scheduleSlack } from './schedule_slack';

describe('the slack of a schedule', () => {
  it.each([
    [{ intervalMs: 300_000, lookBackMs: 900_000, maxSpanMs: 300_000 }, { neededMs: 600_000, slackMs: 300_000 }],
    [{ intervalMs: 300_000, lookBackMs: 360_000, maxSpanMs: 300_000 }, { neededMs: 600_000, slackMs: -240_000 }],
    [{ intervalMs: 300_000, lookBackMs: 360_000 }, { neededMs: 300_000, slackMs: 60_000 }],
    [{ intervalMs: 300_000 }, undefined],
  ])('%j', (schedule, slack) => expect(scheduleSlack(schedule)).toEqual(slack));
});
