/** A length of time cut into what is read at a glance; never rounded up to a vague word (`ux.md` §4.11). */
export type DurationParts =
  | { readonly unit: 'ms'; readonly amount: number }
  | { readonly unit: 's'; readonly amount: number }
  | { readonly unit: 'm'; readonly minutes: number; readonly seconds: number }
  | { readonly unit: 'h'; readonly hours: number; readonly minutes: number }
  | { readonly unit: 'd'; readonly days: number; readonly hours: number };

/** Milliseconds below a second, tenths of seconds below a minute, then two units. Negative lengths count as their size. */
export function durationParts(lengthMs: number): DurationParts {
  const size = Math.abs(Math.round(lengthMs));
  if (size < 1_000) return { unit: 'ms', amount: size };
  if (size < 60_000) return { unit: 's', amount: Math.floor(size / 100) / 10 };
  const seconds = Math.floor(size / 1_000);
  if (seconds < 3_600) return { unit: 'm', minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1_440) return { unit: 'h', hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  const hours = Math.floor(minutes / 60);
  return { unit: 'd', days: Math.floor(hours / 24), hours: hours % 24 };
}
