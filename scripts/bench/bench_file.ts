import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type EqlEvent, run } from '../../common/eql/index';
import { type CompiledMapping, eqlEvent, eqlSource, indexDocument, type JsonObject } from '../../common/query_dsl/index';
import { type Bench, compiler, figures } from './bench_context';
import { benchMapping } from './bench_schema';
import { generateStream } from './generate_stream';
import { measureJsonParse } from './json_baseline';
import { measure } from './measure';

const targetRatio = 1.5;

function readEvents(file: string, mapping: CompiledMapping): readonly EqlEvent[] {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  lines.pop();
  return lines.map((line, index) => eqlEvent(indexDocument(mapping, JSON.parse(line) as JsonObject, { id: String(index) }).document, mapping));
}

/** An NDJSON file on disk to matches: read, cut, parsed, indexed by its mapping, searched. */
export const benchFile: Bench = ({ file: settings, stream, queries, request, measure: options }) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'staging-watch-bench-'));
  try {
    const lines = generateStream({ ...stream, ...settings }).map((event) => event.line());
    const file = path.join(folder, 'events.ndjson');
    fs.writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    const mapping = benchMapping();
    const compiled = compiler(eqlSource(mapping))(queries.twoStages);
    let found = 0;
    const timing = measure(() => {
      found = run(compiled, readEvents(file, mapping), request).total;
    }, options);
    const json = measureJsonParse(lines, options);
    const ratio = timing.cpuSeconds / json.cpuSeconds;
    const wallRatio = timing.seconds / json.seconds;
    return [{ what: 'NDJSON file to matches', ...figures(timing, lines.length, json), megabytes: fs.statSync(file).size / 1_000_000, found, wallRatio, target: `<= ${targetRatio} times JSON.parse`, met: ratio <= targetRatio }];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};
