const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * The largest whole unit of a distance to now, for "4 minutes ago": negative is past. Undefined from 24 hours on, and for no number:
 * such a time is shown as a date.
 */
export function relativeUnit(distanceMs: number): { readonly amount: number; readonly unit: 'second' | 'minute' | 'hour' } | undefined {
  const size = Math.abs(distanceMs);
  if (!(size < dayMs)) return undefined;
  if (size < minuteMs) return { amount: wholeUnits(distanceMs, secondMs), unit: 'second' };
  if (size < hourMs) return { amount: wholeUnits(distanceMs, minuteMs), unit: 'minute' };
  return { amount: wholeUnits(distanceMs, hourMs), unit: 'hour' };
}

function wholeUnits(distanceMs: number, unitMs: number): number {
  const amount = Math.trunc(distanceMs / unitMs);
  return amount === 0 ? 0 : amount;
}
