import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestHost, type TestHost } from '../__tests__/start_test_host';
import { KibanaFatalError } from './fatal_error';
import { temporaryDirectory } from '../__tests__/temporary_directory';

let made = 0;
interface PluginParts {
  readonly manifest?: Record<string, unknown>;
  /** Body of `server/index.js`. */
  readonly server?: string;
}

function plugin(id: string, { manifest = {}, server = 'exports.plugin = () => ({ setup() {}, start() {} });' }: PluginParts = {}): string {
  const directory = path.join(temporaryDirectory('plugin'), `${id}${(made += 1)}`);
  mkdirSync(path.join(directory, 'server'), { recursive: true });
  writeFileSync(path.join(directory, 'kibana.json'), JSON.stringify({ id, version: '1.0.0', kibanaVersion: 'kibana', owner: { name: 'x' }, server: true, requiredPlugins: ['features'], ...manifest }));
  writeFileSync(path.join(directory, 'server/index.js'), server);
  return directory;
}

const withConfig = (lifecycle: string): string => `
  const { schema } = require('@kbn/config-schema');
  exports.config = { schema: schema.object({ enabled: schema.boolean({ defaultValue: true }), install: schema.object({ spaces: schema.arrayOf(schema.string(), { defaultValue: ['default'] }), apiKey: schema.maybe(schema.string()) }) }) };
  exports.plugin = async (context) => ({ ${lifecycle} });`;

describe('the lifecycle of plugins', () => {
  let host: TestHost | undefined;
  afterEach(async () => {
    await host?.close();
    host = undefined;
  });
  const start = async (pluginDirectories: string[], configuration: Record<string, unknown> = {}): Promise<TestHost> => (host = await startTestHost({ pluginDirectories, configuration }));
  const fatal = async (pluginDirectories: string[], configuration: Record<string, unknown> = {}): Promise<Error> => {
    try {
      await start(pluginDirectories, configuration);
    } catch (error) {
      if (error instanceof Error) return error;
    }
    throw new Error('the host started');
  };
  const messages = (): string[] => host?.records.map(({ message }) => message) ?? [];

  it('runs plugins after those they depend on, hands contracts on, and stops in the reverse order', async () => {
    const log = (name: string) => `const log = context.logger.get();`.concat(`return { setup(core, deps) { log.info('${name} setup ' + JSON.stringify(deps)); return '${name} setup'; }, start(core, deps) { log.info('${name} start ' + JSON.stringify(deps)); return '${name} start'; }, stop() { log.info('${name} stop'); } };`);
    const second = plugin('second', { manifest: { requiredPlugins: [], optionalPlugins: ['first', 'absent'] }, server: `exports.plugin = (context) => { ${log('second')} };` });
    const first = plugin('first', { manifest: { requiredPlugins: [] }, server: `exports.plugin = (context) => { ${log('first')} };` });
    const running = await start([second, first]);
    await running.close();
    const { records } = running;
    host = undefined;
    expect(records.filter(({ context }) => context[0] === 'plugins').map(({ message }) => message)).toEqual([
      'first setup {}',
      'second setup {"first":"first setup"}',
      'first start {}',
      'second start {"first":"first start"}',
      'second stop',
      'first stop',
    ]);
  });

  it('leaves out what is disabled or lacks a required plugin, and says so', async () => {
    await start([plugin('lonely', { manifest: { requiredPlugins: ['absent'] } }), plugin('dependent', { manifest: { requiredPlugins: ['lonely'] } }), plugin('off', { server: withConfig('setup() { throw new Error("ran"); }, start() {}') })], { 'off.enabled': false });
    expect(messages()).toEqual(expect.arrayContaining([expect.stringContaining('Plugin "lonely" has been disabled') as unknown, expect.stringContaining('Plugin "dependent" has been disabled') as unknown, 'Plugin "off" is disabled.']));
  });

  it('gives a plugin its configuration with defaults, flat or nested', async () => {
    const server = withConfig('setup() { context.logger.get().info(JSON.stringify(context.config.get())); }, start() {}');
    await start([plugin('some', { manifest: { configPath: ['my', 'some'] }, server })], { my: { some: { install: { apiKey: 'k' } } }, 'my.some.install.spaces': ['a'] });
    expect(messages()).toContain('{"enabled":true,"install":{"spaces":["a"],"apiKey":"k"}}');
  });

  it('ends on configuration that is invalid or belongs to nobody', async () => {
    const some = plugin('some', { server: withConfig('setup() {}, start() {}') });
    const invalid = await fatal([some], { 'some.install.spaces': 3 });
    expect(invalid).toMatchObject({ exitCode: 78, message: '[config validation of [some].install.spaces]: expected value of type [array] but got [number]' });
    const unknown = await fatal([plugin('some', { server: withConfig('setup() {}, start() {}') })], { 'somme.x': 1, 'other.y.z': 2 });
    expect(unknown).toMatchObject({ exitCode: 64, message: 'Unknown configuration key(s): "somme.x", "other.y.z". Check for spelling errors and ensure that expected plugins are installed.' });
    await expect(fatal([], { '__proto__.x': 1 })).resolves.toBeInstanceOf(KibanaFatalError);
  });

  it.each([
    ['exports.nothing = 1;', 'does not export "plugin" definition'],
    ['exports.plugin = 3;', 'Definition of plugin "some" should be a function'],
    ['exports.plugin = () => 3;', 'is expected to return plugin instance, but returned "3"'],
    ['exports.plugin = () => ({});', 'Instance of plugin "some" does not define "setup" method.'],
    ['exports.config = { schema: {} }; exports.plugin = () => ({});', 'Configuration schema expected to be an instance of Type'],
    ['exports.plugin = () => ({ setup() { throw new Error("broken setup"); } });', 'broken setup'],
    ['require("@kbn/core/server");', "Cannot find module '@kbn/core/server'"],
  ])('ends on a plugin that is no plugin (%#)', async (server, reason) => {
    expect((await fatal([plugin('some', { server })])).message).toContain(reason);
  });

  it('ends on manifests that are refused, all of them at once, and on an id that stands twice', async () => {
    const message = (await fatal([plugin('a_b'), plugin('cd', { manifest: { owner: undefined } })])).message;
    expect(message).toContain('Failed to initialize plugins:');
    expect(message).toContain('found: a_b.');
    expect(message).toContain('"cd" must contain an "owner" property');
    expect((await fatal([plugin('same'), plugin('same')])).message).toBe('Plugin with id "same" is already registered!');
    expect((await fatal([plugin('features', { manifest: { requiredPlugins: [] } })])).message).toBe('Plugin with id "features" is already registered!');
    expect((await fatal([plugin('some', { manifest: { requiredBundles: ['other'] } })])).message).toContain('Plugin bundle with id "other" is required by plugin "some" but it is missing.');
    expect((await fatal([plugin('one', { manifest: { requiredPlugins: ['two'] } }), plugin('two', { manifest: { requiredPlugins: ['one'] } })])).message).toContain('cyclic');
  });

  it.each([
    ["{ scope: ['spaces'] }", '[scope]: definition for this key is missing'],
    ["{ app: ['some'] }", 'Feature some specifies app entries which are not granted to any privileges: some'],
    ["{ id: 'navLinks' }", 'is not allowed as the id of a feature'],
    ['{ privileges: undefined, category: undefined }', '[category.id]: expected value of type [string] but got [undefined]'],
  ])('ends on a feature that Kibana refuses (%#)', async (extra, reason) => {
    const privilege = '{ savedObject: { all: [], read: [] }, ui: [] }';
    const feature = `Object.assign({ id: 'some', name: 'Some', category: { id: 'a', label: 'A' }, app: [], privileges: { all: ${privilege}, read: ${privilege} } }, ${extra})`;
    const server = `exports.plugin = () => ({ setup(core, { features }) { features.registerKibanaFeature(${feature}); }, start() {} });`;
    expect((await fatal([plugin('some', { server })])).message).toContain(reason);
  });

  it('tells that a plugin failed to start, and answers 503', async () => {
    const failing = startTestHost({ pluginDirectories: [plugin('some', { server: 'exports.plugin = () => ({ setup() {}, start() { throw new Error("broken start"); } });' })] });
    await expect(failing).rejects.toThrow('broken start');
  });

  it('refuses routes without `security` on 9.1 and newer', async () => {
    const server = "exports.plugin = () => ({ setup(core) { core.http.createRouter().get({ path: '/api/x', validate: false }, () => {}); }, start() {} });";
    const refused = startTestHost({ kibanaVersion: '9.5.0', pluginDirectories: [plugin('some', { server })] });
    await expect(refused).rejects.toThrow('[get:/api/x] route must be registered with a `security` configuration');
    await start([plugin('some', { server })]);
  });
});
