import type { CompiledQuery, RunRequest } from '../../common/eql/index';
import { compile, type EqlEvent, type EqlSchema, run } from '../../common/eql/index';
import type { BenchQueries } from './bench_queries';
import { benchSchema } from './bench_schema';
import type { Timing } from './measure';

/** One line of the bench. `ratio` is to a bare `JSON.parse` of the same events as NDJSON, timed in the same process. */
export interface Measurement {
  readonly what: string;
  readonly size: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly rate?: number;
  readonly jsonParseSeconds?: number;
  readonly ratioToJsonParse?: number;
  readonly found?: number;
  readonly target: string;
  readonly met: boolean;
  readonly [detail: string]: unknown;
}

/** One measurement; runs in a process of its own, so that its peak memory is its own. Gives nothing when what it needs is not there. */
export type Bench = (queries: BenchQueries) => readonly Measurement[] | Promise<readonly Measurement[]>;

/** How many sequences a query finds. */
export function countFound(compiled: CompiledQuery, events: readonly EqlEvent[], request: RunRequest): number {
  return run(compiled, events, request).total;
}

/** Compiles for the schema of generated events; throws where the settings hold a bad query. */
export function compiler(schema: EqlSchema = benchSchema()): (text: string) => CompiledQuery {
  return (text) => compile(text, schema);
}

/** The figures that every line has. */
export function figures({ seconds, cpuSeconds }: Timing, size: number, json?: Timing): Pick<Measurement, 'size' | 'seconds' | 'cpuSeconds' | 'rate' | 'jsonParseSeconds' | 'ratioToJsonParse'> {
  return { size, seconds, cpuSeconds, rate: size / cpuSeconds, ...(json && { jsonParseSeconds: json.cpuSeconds, ratioToJsonParse: cpuSeconds / json.cpuSeconds }) };
}
