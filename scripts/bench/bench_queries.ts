import fs from 'node:fs';
import { z } from 'zod';

const count = z.number().int().positive();
const request = z.object({ size: count, resultPosition: z.enum(['head', 'tail']), maxEventIds: count });

const benchQueriesSchema = z.object({
  measure: z.object({ warmUps: z.number().int().nonnegative(), bestOf: count }),
  stream: z.object({
    seed: z.string(),
    events: count,
    hours: count,
    processShare: z.number(),
    registryShare: z.number(),
    processesPerHost: count,
    hosts: z.object({ few: count, many: count }),
  }),
  file: z.object({ seed: z.string(), events: count, hosts: count }),
  runs: z.object({ seed: z.string(), processes: count, filesEach: count, hours: count }),
  request,
  recordedRequest: request,
  queries: z.object({ rule: z.string(), twoStages: z.string(), everyEvent: z.string(), manyOpen: z.string() }),
  tenRules: z.array(z.string()).length(10),
  /** Folders of rules/windows. */
  projectRules: z.array(z.string()).length(10),
  recorded: z.object({ processThenFile: z.string(), registryTwice: z.string(), processWithoutFile: z.string(), runsOfTen: z.string() }),
});

/** Every request and generator setting of the bench: `docs/bench_queries.json`. */
export type BenchQueries = z.infer<typeof benchQueriesSchema>;

/** Reads the settings; throws `ZodError` with the place of what is wrong. */
export function readBenchQueries(): BenchQueries {
  return benchQueriesSchema.parse(JSON.parse(fs.readFileSync(new URL('../../docs/bench_queries.json', import.meta.url), 'utf8')));
}
