import { describe, expect, it } from 'vitest';
import { durationParts } from './duration_parts';

describe('durationParts', () => {
  it.each([
    [0, { unit: 'ms', amount: 0 }],
    [999, { unit: 'ms', amount: 999 }],
    [1_000, { unit: 's', amount: 1 }],
    [2_349, { unit: 's', amount: 2.3 }],
    [59_999, { unit: 's', amount: 59.9 }],
    [60_000, { unit: 'm', minutes: 1, seconds: 0 }],
    [300_000, { unit: 'm', minutes: 5, seconds: 0 }],
    [3_600_000, { unit: 'h', hours: 1, minutes: 0 }],
    [86_400_000 * 2 + 3_600_000, { unit: 'd', days: 2, hours: 1 }],
    [-1_500, { unit: 's', amount: 1.5 }],
  ])('%d ms', (length, parts) => {
    expect(durationParts(length)).toEqual(parts);
  });
});
