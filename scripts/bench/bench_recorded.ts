import fs from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { EqlValue } from '../../common/eql/index';
import { type Bench, compiler, countFound, figures, type Measurement } from './bench_context';
import type { BenchQueries } from './bench_queries';
import { DecodedEvent } from './decoded_event';
import { generateRuns } from './generate_stream';
import { measureJsonParse } from './json_baseline';
import { measure } from './measure';

const recording = new URL('../../../shared/telemetry/recorded/ecs_events.ndjson.gz', import.meta.url);
const targetSeconds = 0.25;

function decode(line: string): DecodedEvent {
  const { 'labels.epoch': epoch, ...document } = JSON.parse(line) as Record<string, EqlValue | readonly EqlValue[]>;
  const fields = Object.entries(document).map(([path, value]) => [path, Array.isArray(value) ? value : [value]] as const);
  return new DecodedEvent({ ...Object.fromEntries(fields), '@timestamp': [Math.round(Number(epoch) * 1000)] });
}

function benchQuery(settings: BenchQueries, name: keyof BenchQueries['recorded'], events: readonly DecodedEvent[], lines: readonly string[]): Measurement {
  const compiled = compiler()(settings.recorded[name]);
  let found = 0;
  const timing = measure(() => {
    found = countFound(compiled, events, settings.recordedRequest);
  }, settings.measure);
  const json = measureJsonParse(lines, settings.measure);
  return { what: `scale: ${name}`, ...figures(timing, events.length, json), found, target: `< ${targetSeconds} s`, met: timing.cpuSeconds < targetSeconds };
}

/** The queries over recorded events; nothing where the recording is not there. */
export const benchRecorded: Bench = (settings) => {
  if (!fs.existsSync(recording)) {
    return [];
  }
  const lines = gunzipSync(fs.readFileSync(recording)).toString('utf8').trimEnd().split('\n');
  const events = lines.map(decode);
  return (['processThenFile', 'registryTwice', 'processWithoutFile'] as const).map((name) => benchQuery(settings, name, events, lines));
};

/** `with runs=10` over processes with fewer files: it never completes. */
export const benchRuns: Bench = (settings) => {
  const events = generateRuns(settings.runs);
  return [benchQuery(settings, 'runsOfTen', events, events.map((event) => event.line()))];
};
