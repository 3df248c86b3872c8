import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasShared, readRecording, recordingsDirectory } from './recording';

/** Endpoints and documents of the detection engine; its own tests replay them in the order in which they were made. */
const OF_THE_ENGINE = /^\/[._]|\/(?:api|internal)\/(?:detection_engine|exception_lists|endpoint_list|alerting|lists|search\/eql)/;

describe.skipIf(!hasShared)('the recordings that concern the host', () => {
  it('are each named in the map, as replayed or refused', () => {
    const map = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
    const named = new Set([...map.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, name]) => name));
    const recordings = readdirSync(recordingsDirectory).flatMap((file) => (file.endsWith('.json') && file !== 'index.json' ? [path.basename(file, '.json')] : []));
    const own = recordings.filter((name) => !OF_THE_ENGINE.test(readRecording(name).request?.path ?? ''));
    expect(own.filter((name) => !named.has(name))).toEqual([]);
  });
});
