import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ElasticsearchService } from '../index';
import { startForTest } from './service';
import { isShared, sharedLines, sharedPath } from './shared_folder';

const FOLDER = 'search/recorded';
const FILE = `${FOLDER}/search.ndjson.gz`;
const present = isShared(FOLDER);
const topics = present ? [...new Set(sharedLines(FILE).map((line) => (JSON.parse(line) as { topic: string }).topic))].filter((topic) => topic !== 'fixture') : [];

interface Finding {
  readonly id: string;
  readonly topic: string;
  readonly step: number;
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

describe.skipIf(!present)('answers of a real Elasticsearch, replayed', () => {
  let service: ElasticsearchService;
  let findings: readonly Finding[] = [];

  beforeAll(async () => {
    service = await startForTest({ sourceMappings: false });
    findings = await replay(service.url);
  }, 180_000);
  afterAll(() => service.close());

  it.each(topics)('%s', (topic) => {
    expect(findings.filter((finding) => finding.topic === topic)).toEqual([]);
  });
});

/** Runs the recordings' own replayer; it ends with status 1 where something differs. */
function replay(url: string): Promise<readonly Finding[]> {
  return new Promise((resolve, reject) => {
    const file = sharedPath(FILE);
    execFile(process.execPath, [sharedPath(`${FOLDER}/replay_search.mjs`), '--url', url, '--auth', 'elastic:changeme', '--json', file], { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error !== null && error.code !== 1) reject(new Error(stderr));
      else resolve(JSON.parse(stdout) as Finding[]);
    });
  });
}
