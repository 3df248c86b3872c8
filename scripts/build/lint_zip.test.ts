import fs from 'node:fs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { lintZip } from './lint_zip';
import { buildZip } from './run_build';

const key = 'plugin/stagingWatch/public';
const bundle = (body: string): string => `(function(){"use strict";function load(){return __kbnSharedDeps__.React}${body}__kbnBundles__.define("${key}",load,"${key}");})();`;
const manifest = { id: 'stagingWatch', version: '1.0.0', kibanaVersion: '8.12.2', owner: { name: 'Staging Watch' }, server: true, ui: true };
const root = 'kibana/stagingWatch/';

function zip(changes: Record<string, string | undefined> = {}): Uint8Array {
  const files: Record<string, string | undefined> = {
    [`${root}kibana.json`]: JSON.stringify(manifest),
    [`${root}server/index.js`]: 'require("@kbn/config-schema");require("node:fs");require("./plugin");',
    [`${root}server/rules/packaged_rules.json`]: '{}',
    [`${root}server/coverage/packaged_scenarios.json`]: '{}',
    [`${root}common/eql/index.js`]: '',
    [`${root}target/public/stagingWatch.plugin.js`]: bundle(''),
    [`${root}translations/ja-JP.json`]: '{"messages":{}}',
    ...changes,
  };
  return zipSync(Object.fromEntries(Object.entries(files).flatMap(([name, text]) => (text === undefined ? [] : [[name, strToU8(text)]]))));
}
const withManifest = (changes: Record<string, unknown>): Uint8Array => zip({ [`${root}kibana.json`]: JSON.stringify({ ...manifest, ...changes }) });
const withBundle = (text: string): Uint8Array => zip({ [`${root}target/public/stagingWatch.plugin.js`]: text });

describe('lintZip', () => {
  it('finds nothing in a sound zip', () => expect(lintZip(zip(), '8.12.2')).toEqual([]));
  it.each<[string, Uint8Array, RegExp]>([
    ['an unknown manifest key', withManifest({ group: 'security' }), /unknown key group/],
    ['no owner name', withManifest({ owner: {} }), /owner.name is missing/],
    ['another Kibana version', withManifest({ kibanaVersion: '9.5.0' }), /kibanaVersion is 9.5.0, expected 8.12.2/],
    ['an id that is not camelCase', withManifest({ id: 'staging-watch' }), /camelCase/],
    ['a second manifest', zip({ [`${root}kibana.jsonc`]: '{}' }), /kibana.jsonc: must not be shipped/],
    ['a test', zip({ [`${root}server/x.test.js`]: '' }), /must not be shipped \(a test\)/],
    ['a fixture', zip({ [`${root}fixtures/x.ndjson`]: '' }), /must not be shipped/],
    ['the standalone host', zip({ [`${root}standalone/main.js`]: '' }), /must not be shipped/],
    ['a package left to install', zip({ [`${root}server/index.js`]: 'require("zod")' }), /requires zod, which is not in the zip/],
    ['an absolute path', zip({ [`${root}server/index.js`]: 'var a = "/home/somebody/project/file.js"' }), /an absolute path/],
    ['formats in translations', zip({ [`${root}translations/ja-JP.json`]: '{"formats":{},"messages":{}}' }), /only messages may be there/],
    ['no scenarios', zip({ [`${root}server/coverage/packaged_scenarios.json`]: undefined }), /packaged_scenarios.json is missing/],
    ['no rules', zip({ [`${root}server/rules/packaged_rules.json`]: undefined }), /packaged_rules.json is missing/],
    ['no definition', withBundle(''), /it defined: nothing/],
    ['two definitions', withBundle(bundle(`__kbnBundles__.define("${key}",load,"${key}");`)), /must define .* once/],
    ['work at load time', withBundle(bundle('window.x=1;')), /touches window while it loads/],
    ['shared libraries at load time', withBundle(`var r=__kbnSharedDeps__.React;${bundle('')}`), /touches __kbnSharedDeps__ while it loads/],
    ['a library that not every Kibana shares', withBundle(bundle('function x(){return __kbnSharedDeps__.KbnSharedUxRouter}')), /KbnSharedUxRouter/],
    ['eval', withBundle(bundle('function x(){return eval("1")}')), /uses eval/],
    ['functions from text', withBundle(bundle('function x(){return new Function("return 1")}')), /functions from text/],
    ['another bundle', withBundle(bundle('function x(){return __kbnBundles__.get("entry/core/public")}')), /asks for another bundle/],
    ['a bundle that throws', withBundle('throw "no"'), /throws while it loads: no/],
  ])('names %s', (_title, file, problem) => expect(lintZip(file, '8.12.2').join('\n')).toMatch(problem));
});

describe.each(['8.12.2', '9.5.0', '8.17.3'])('the zip for Kibana %s', (kibanaVersion) => {
  it('is installable', async () => {
    const { file } = await buildZip(kibanaVersion);
    const bytes = fs.readFileSync(file);
    expect(lintZip(bytes, kibanaVersion)).toEqual([]);
    const names = Object.keys(unzipSync(bytes));
    expect(names).toContain(`${root}server/plugin.js`);
    expect(names.some((name) => name.includes('/public/') && !name.startsWith(`${root}target/public/`) && !name.startsWith(`${root}public/assets/`))).toBe(false);
  });
});
