import { type Bench, compiler, figures } from './bench_context';
import { benchSchema } from './bench_schema';
import { measureJsonParse } from './json_baseline';
import { measure } from './measure';

const times = 1000;
const targetMilliseconds = 0.5;

/** A rule of real size, from text to something that runs. */
export const benchCompile: Bench = ({ queries, measure: options }) => {
  const compileText = compiler(benchSchema());
  const timing = measure(() => {
    for (let index = 0; index < times; index += 1) compileText(queries.rule);
  }, options);
  const json = measureJsonParse(Array.from({ length: times }, () => JSON.stringify(queries.rule)), options);
  const milliseconds = (timing.cpuSeconds * 1000) / times;
  return [{ what: 'compile a rule', ...figures(timing, times, json), milliseconds, target: `< ${targetMilliseconds} ms`, met: milliseconds < targetMilliseconds }];
};
