import { describe, expect, it } from 'vitest';
import { relativeUnit } from './relative_unit';

describe('relativeUnit', () => {
  it.each([
    [0, { amount: 0, unit: 'second' }],
    [-999, { amount: 0, unit: 'second' }],
    [-59_999, { amount: -59, unit: 'second' }],
    [-60_000, { amount: -1, unit: 'minute' }],
    [-3_599_999, { amount: -59, unit: 'minute' }],
    [-86_399_999, { amount: -23, unit: 'hour' }],
    [120_000, { amount: 2, unit: 'minute' }],
  ])('%d ms', (distance, unit) => {
    expect(relativeUnit(distance)).toEqual(unit);
    expect(Object.is(relativeUnit(distance)?.amount, -0)).toBe(false);
  });

  it.each([-86_400_000, 86_400_000, NaN, Infinity])('%d is shown as a date', (distance) => {
    expect(relativeUnit(distance)).toBeUndefined();
  });
});
