import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPluginManifest } from './plugin_manifest';
import { temporaryDirectory } from '../__tests__/temporary_directory';

const good = { id: 'someThing', version: '1.2.3', kibanaVersion: '8.12.2', owner: { name: 'x' }, server: true };

async function read(content: unknown): Promise<string | object> {
  const directory = temporaryDirectory('manifest');
  writeFileSync(path.join(directory, 'kibana.json'), typeof content === 'string' ? content : JSON.stringify(content));
  const result = await readPluginManifest(directory, '8.12.2');
  return 'refusal' in result ? result.refusal.replace(directory, '<dir>') : result;
}

describe('kibana.json', () => {
  it('is read with its defaults', async () => {
    expect(await read(good)).toMatchObject({ id: 'someThing', configPath: ['some_thing'], server: true, ui: false, requiredPlugins: [], optionalPlugins: [] });
    expect(await read({ ...good, configPath: 'a.b', kibanaVersion: '8.12.2-SNAPSHOT' })).toMatchObject({ configPath: ['a', 'b'] });
    expect(await read({ ...good, kibanaVersion: 'kibana', requiredPlugins: 'no list' })).toMatchObject({ requiredPlugins: [] });
  });

  it.each([
    ['{', 'JSON'],
    [[], 'Plugin manifest must contain a JSON encoded object. (invalid-manifest, <dir>/kibana.json)'],
    [{ ...good, id: undefined }, 'Plugin manifest must contain an "id" property.'],
    [{ ...good, id: 'some.thing' }, 'Plugin "id" must not include `.` characters.'],
    [{ ...good, id: 'some_thing' }, 'Plugin "id" must be camelCase, but found: some_thing.'],
    [{ ...good, version: undefined }, 'must contain a "version" property'],
    [{ ...good, configPath: 3 }, 'The "configPath" in plugin manifest for "someThing" should either be a string or an array of strings.'],
    [{ ...good, server: false }, 'Both "server" and "ui" are missing'],
    [{ ...good, browser: true, group: 'x' }, 'contains the following unrecognized properties: browser,group.'],
    [{ ...good, owner: ['x'] }, 'must contain an "owner" property'],
    [{ ...good, type: 'other' }, 'it should either be "standard" or "preboot"'],
    [{ ...good, kibanaVersion: '8.12.1' }, 'Plugin "someThing" is only compatible with Kibana version "8.12.1", but used Kibana version is "8.12.2". (incompatible-version, <dir>/kibana.json)'],
  ])('is refused with a reason (%#)', async (content, reason) => {
    expect(await read(content)).toContain(reason);
  });

  it('says where it is missing', async () => {
    expect(await readPluginManifest(path.join(tmpdir(), 'no-such-plugin'), '8.12.2')).toMatchObject({ refusal: expect.stringContaining('missing-manifest') as unknown });
  });
});
