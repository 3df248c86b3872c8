import { runAll } from '../../common/eql/index';
import { type Bench, compiler, countFound, figures } from './bench_context';
import { generateStream } from './generate_stream';
import { measureJsonParseOfSample } from './json_baseline';
import { measure } from './measure';

const targetTimes = 3;

/** Ten rules over one stream against one of them alone. */
export const benchTenRules: Bench = ({ tenRules, stream, request, measure: options }) => {
  const events = generateStream({ ...stream, hosts: stream.hosts.few });
  const rules = tenRules.map(compiler());
  const ofOne = rules.slice(0, 1).map((rule) => measure(() => void countFound(rule, events, request), options));
  let found = 0;
  const together = measure(() => {
    found = runAll(rules, events, request).reduce((sum, outcome) => sum + (outcome.kind === 'refused' ? 0 : outcome.total), 0);
  }, options);
  const oneByOne = measure(() => rules.forEach((rule) => void countFound(rule, events, request)), options);
  const json = measureJsonParseOfSample((index) => events[index]?.line() ?? '', events.length, options);
  const times = together.cpuSeconds / (ofOne[0]?.cpuSeconds ?? 0);
  const detail = { timesOfOneRule: times, oneRuleSeconds: ofOne[0]?.cpuSeconds, oneByOneSeconds: oneByOne.cpuSeconds };
  return [{ what: 'ten rules at once', ...figures(together, events.length, json), found, ...detail, target: `< ${targetTimes} times one rule`, met: times < targetTimes }];
};
