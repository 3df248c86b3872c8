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

/** Starts a watch; the function it gives tells the time since. */
function startTiming(): () => Timing {
  const cpu = process.cpuUsage();
  const start = performance.now();
  return () => {
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    return { seconds, cpuSeconds: (user + system) / 1_000_000 };
  };
}

function best(timings: readonly Timing[]): Timing {
  return { seconds: Math.min(...timings.map(({ seconds }) => seconds)), cpuSeconds: Math.min(...timings.map(({ cpuSeconds }) => cpuSeconds)) };
}

/** The shortest of the runs after the warm-ups, each figure by itself. */
export function measure(work: () => void, { warmUps, bestOf }: MeasureOptions): Timing {
  for (let run = 0; run < warmUps; run += 1) work();
  return best(
    Array.from({ length: bestOf }, () => {
      const told = startTiming();
      work();
      return told();
    })
  );
}

/** As `measure`, for work that waits. */
export async function measureAsync(work: () => Promise<void>, { warmUps, bestOf }: MeasureOptions): Promise<Timing> {
  for (let run = 0; run < warmUps; run += 1) await work();
  const timings: Timing[] = [];
  for (let run = 0; run < bestOf; run += 1) {
    const told = startTiming();
    await work();
    timings.push(told());
  }
  return best(timings);
}
