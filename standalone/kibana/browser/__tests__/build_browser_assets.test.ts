import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBrowserAssets, type BrowserAssets } from '../index';

describe('buildBrowserAssets', () => {
  let outputDirectory = '';
  const messages: string[] = [];
  const build = (): Promise<BrowserAssets> => buildBrowserAssets({ librarySet: 'oldest', outputDirectory, log: (message) => messages.push(message) });

  beforeAll(async () => {
    outputDirectory = await mkdtemp(path.join(tmpdir(), 'browser-assets-'));
  });
  afterAll(() => rm(outputDirectory, { recursive: true, force: true }));

  it('builds once, also when asked twice at the same moment, and leaves nothing half made', async () => {
    const [first, second] = await Promise.all([build(), build()]);
    expect(first).toEqual(second);
    expect(await readdir(outputDirectory)).toEqual([`oldest-${first.hash}`]);
    for (const { file } of first.files) expect((await readFile(file)).length).toBeGreaterThan(100);
  });

  it('gives what is there without building again', async () => {
    await build();
    messages.length = 0;
    await build();
    expect(messages).toEqual([]);
  });

  it('writes scripts that need no eval and no other script source', async () => {
    const { files } = await build();
    const core = files.find(({ name }) => name === 'core.entry.js');
    const text = await readFile(core?.file ?? '', 'utf8');
    expect(text).not.toMatch(/\beval\(|new Function\(/);
    expect(text.match(/__kbnBundles__\.define\(/g)).toHaveLength(1);
  });
});
