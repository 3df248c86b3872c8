import fs from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type EqlEvent, runAll } from '../../common/eql/index';
import { type Bench, compiler, countFound, figures, type Measurement } from './bench_context';
import type { BenchQueries } from './bench_queries';
import { generateStream } from './generate_stream';
import { measureJsonParseOfSample } from './json_baseline';
import { measure } from './measure';

const targetTimes = 3;
const ruleSchema = z.object({ query: z.string() });

/** The query of a rule of this project. */
function readRule(folder: string): string {
  return ruleSchema.parse(parse(fs.readFileSync(new URL(`../../rules/windows/${folder}/rule.yml`, import.meta.url), 'utf8'))).query;
}

/** Ten rules over one stream against the first of them alone, and against their mean when each is run by itself. */
function benchRules(what: string, texts: readonly string[], events: readonly EqlEvent[], { request, measure: options }: BenchQueries): Measurement {
  const rules = texts.map(compiler());
  const alone = rules.map((rule) => measure(() => void countFound(rule, events, request), options).cpuSeconds);
  let found = 0;
  const together = measure(() => {
    found = runAll(rules, events, request).reduce((sum, outcome) => sum + (outcome.kind === 'refused' ? 0 : outcome.total), 0);
  }, options);
  const oneByOneSeconds = alone.reduce((sum, seconds) => sum + seconds, 0);
  const timesOfFirst = together.cpuSeconds / (alone[0] ?? 0);
  const timesOfMean = together.cpuSeconds / (oneByOneSeconds / alone.length);
  const detail = { timesOfFirst, timesOfMean, firstSeconds: alone[0], oneByOneSeconds };
  return { what, ...figures(together, events.length), found, ...detail, target: `< ${targetTimes} times the first`, met: timesOfFirst < targetTimes };
}

export const benchTenRules: Bench = (queries) => {
  const events = generateStream({ ...queries.stream, hosts: queries.stream.hosts.few });
  const json = measureJsonParseOfSample((index) => events[index]?.line() ?? '', events.length, queries.measure);
  const small = benchRules('ten small rules at once', queries.tenRules, events, queries);
  const real = benchRules('ten rules of this project at once', queries.projectRules.map(readRule), events, queries);
  return [small, real].map((line) => ({ ...line, jsonParseSeconds: json.cpuSeconds, ratioToJsonParse: line.cpuSeconds / json.cpuSeconds }));
};
