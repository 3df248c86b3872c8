import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasShared, recordingsDirectory } from './recording';

const standalone = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const maps = [path.join(standalone, 'README.md'), path.join(standalone, 'elastic/detection_engine/README.md')];

describe.skipIf(!hasShared || !maps.every((map) => existsSync(map)))('the maps of the standalone host', () => {
  it('say of each recording whether it is replayed or refused by name', () => {
    const said = new Set(maps.flatMap((map) => [...readFileSync(map, 'utf8').matchAll(/`([a-z0-9-]+)`/g)].map(([, name]) => name)));
    const recordings = readdirSync(recordingsDirectory).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
    expect(recordings.filter((name) => !said.has(name))).toEqual([]);
  });
});
