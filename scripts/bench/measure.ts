/** Seconds of one run: by the clock, and of the processor, which a loaded machine disturbs less. */
export interface Timing {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** How often something runs before and while it is timed. */
export interface MeasureOptions {
  readonly warmUps: number;
  readonly bestOf: number;
}

function timeOnce(work: () => void): Timing {
  const cpu = process.cpuUsage();
  const start = performance.now();
  work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1_000_000 };
}

/** The shortest of the runs after the warm-ups, each figure by itself. */
export function measure(work: () => void, { warmUps, bestOf }: MeasureOptions): Timing {
  for (let run = 0; run < warmUps; run += 1) work();
  const timings = Array.from({ length: bestOf }, () => timeOnce(work));
  return { seconds: Math.min(...timings.map(({ seconds }) => seconds)), cpuSeconds: Math.min(...timings.map(({ cpuSeconds }) => cpuSeconds)) };
}
