/** A time zone as a function of UTC instants; offsets in seconds east of UTC. */
export interface TimeZone {
  readonly id: string;
  offsetAt(epochSeconds: number): number;
}

export const UTC: TimeZone = { id: 'Z', offsetAt: () => 0 };

const OFFSET = /^(?:UTC|GMT|UT)?([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?$/;
const ZULU_NAMES = new Set(['Z', 'z', 'UTC', 'GMT', 'UT', 'Zulu', 'Etc/UTC']);

/** Seconds of an offset text (`Z`, `+02:00`, `-0530`, `+02`), undefined if it is none. */
export function parseOffset(text: string): number | undefined {
  if (text === 'Z' || text === 'z') return 0;
  const parts = OFFSET.exec(text);
  if (!parts) return undefined;
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = parts;
  if (Number(hours) > 18 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** The zone of a Java zone id or offset; undefined for an unknown one. */
export function findTimeZone(id: string): TimeZone | undefined {
  if (ZULU_NAMES.has(id)) return UTC;
  const offset = parseOffset(id);
  if (offset !== undefined) return { id, offsetAt: () => offset };
  try {
    return regionalZone(id);
  } catch {
    return undefined;
  }
}

function regionalZone(id: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: id,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  });
  return { id, offsetAt: (epochSeconds) => wallClockSeconds(format, epochSeconds) - epochSeconds };
}

function wallClockSeconds(format: Intl.DateTimeFormat, epochSeconds: number): number {
  const parts: Record<string, string> = {};
  for (const part of format.formatToParts(epochSeconds * 1000)) parts[part.type] = part.value;
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
  const clock = new Date(0);
  clock.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
  clock.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
  return Math.round(clock.getTime() / 1000);
}

/** The UTC instant of a wall clock time in a zone; in a gap the later offset wins, in an overlap the earlier instant. */
export function instantOfLocal(localSeconds: number, zone: TimeZone): number {
  const before = zone.offsetAt(localSeconds - 86_400);
  const guess = localSeconds - before;
  if (zone.offsetAt(guess) === before) return guess;
  const after = zone.offsetAt(localSeconds + 86_400);
  const second = localSeconds - after;
  return zone.offsetAt(second) === after ? second : guess;
}
