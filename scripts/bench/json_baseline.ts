import { measure, type MeasureOptions, type Timing } from './measure';

/** A bare `JSON.parse` of every line; the same bytes, nothing kept. Takes lines already cut, so that only the parser is timed. */
export function measureJsonParse(lines: readonly string[], options: MeasureOptions): Timing {
  let keys = 0;
  return measure(() => {
    for (const line of lines) keys += (JSON.parse(line) as object) === null ? 0 : 1;
    if (keys === 0) throw new Error('no lines');
  }, options);
}

/**
 * The same for a stream too large to be kept as text: every `step`th line is timed and counted `step` times.
 */
export function measureJsonParseOfSample(lineOf: (index: number) => string, count: number, options: MeasureOptions): Timing {
  const step = Math.max(1, Math.floor(count / 100_000));
  const lines = Array.from({ length: Math.ceil(count / step) }, (_, index) => lineOf(index * step));
  const { seconds, cpuSeconds } = measureJsonParse(lines, options);
  const scale = count / lines.length;
  return { seconds: seconds * scale, cpuSeconds: cpuSeconds * scale };
}
