const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Whether the text is an interval that a rule may have, such as `5m` (recording `error-400-rule-bad-interval`). */
export function isDuration(text: string): boolean {
  return /^[1-9]\d{0,8}[smhd]$/.test(text);
}

/** Milliseconds of an interval such as `5m`; throws an error that names it when it is none. */
export function durationMs(text: string): number {
  if (!isDuration(text)) throw new Error(`string is not a valid duration: ${text}`);
  return Number(text.slice(0, -1)) * (unitMs[text.slice(-1)] ?? Number.NaN);
}
