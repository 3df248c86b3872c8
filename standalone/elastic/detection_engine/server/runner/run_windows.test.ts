import { describe, expect, it } from 'vitest';
import { dateMath } from './date_math';
import { durationMs, isDuration } from './duration';
import { runWindows, windowAt } from './run_windows';

const now = Date.parse('2024-03-31T12:34:56.789Z');
const iso = (time: number | undefined): string => (time === undefined ? 'none' : new Date(time).toISOString());
const schedule = { from: 'now-6m', to: 'now', intervalMs: 300_000 };

describe('dateMath', () => {
  it.each([
    ['now', '2024-03-31T12:34:56.789Z'],
    ['now-15m', '2024-03-31T12:19:56.789Z'],
    ['now-1M', '2024-02-29T12:34:56.789Z'],
    ['now/d', '2024-03-31T00:00:00.000Z'],
    ['now-1d/d', '2024-03-30T00:00:00.000Z'],
    ['now/h+5m', '2024-03-31T12:05:00.000Z'],
    ['2020-01-02T03:04:05Z', '2020-01-02T03:04:05.000Z'],
    ['now-6minutes', 'none'],
    ['yesterday', 'none'],
  ])('reads %s', (text, expected) => expect(iso(dateMath(text, now))).toBe(expected));
});

describe('durations', () => {
  it('reads what rules may have', () => {
    expect(['1s', '5m', '2h', '1d'].map(durationMs)).toEqual([1_000, 300_000, 7_200_000, 86_400_000]);
    expect(['', '0m', '5', '1fortnight', '-1m', '1.5m'].some(isDuration)).toBe(false);
  });
});

describe('runWindows', () => {
  it('is one window on time, also when runs overlap', () => {
    expect(runWindows(schedule, now, now - 300_000)).toEqual({ windows: [{ from: now - 360_000, to: now }], gapMs: 0 });
    expect(runWindows(schedule, now, undefined).windows).toHaveLength(1);
  });

  it('makes up for missed runs, oldest first, and says what is left', () => {
    const { windows, gapMs } = runWindows(schedule, now, now - 3_600_000);
    expect(windows).toHaveLength(5);
    expect(windows[0]).toEqual({ from: now - 360_000 - 1_200_000, to: now - 1_200_000 });
    expect(gapMs).toBe(3_600_000 - 360_000 - 1_200_000);
  });

  it('names a date it cannot read', () => expect(() => windowAt({ ...schedule, from: 'soon' }, now)).toThrow('"soon"'));
});
