import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, password, startContractStack } from './contract_stack';
import type { ContractStack, StackAnswer } from './contract_stack';

const users = [
  { username: 'elastic', password, roles: ['superuser'] },
  { username: 'reader', password, roles: ['reader'] },
];
const roles = [{ name: 'reader', elasticsearch: { cluster: [], indices: [] }, kibana: [{ base: [], feature: { siem: ['read'] }, spaces: ['*'] }] }];

const query = (ruleId: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: ruleId, description: 'd', risk_score: 1, severity: 'low', type: 'query', query: 'event.category: process', index: ['logs-test-*'], rule_id: ruleId, enabled: false, interval: '1h', from: 'now-2h', ...more,
});

type Call = (method: string, url: string, body?: unknown, authorization?: string) => Promise<StackAnswer>;

function caller(stack: ContractStack): Call {
  return (method, url, body, authorization = basic('elastic')) =>
    stack.send(`${url.startsWith('/es/') ? `${stack.elasticsearchUrl}${url.slice(3)}` : `${stack.kibanaUrl}${url}`}`, {
      method,
      headers: { 'kbn-xsrf': 'x', authorization, 'elastic-api-version': url.includes('/internal/') ? '1' : '2023-10-31' },
      body,
    });
}

const rules = '/api/detection_engine/rules';
const bodyOf = (answer: StackAnswer): Record<string, unknown> => answer.body as Record<string, unknown>;
const totalOf = (answer: StackAnswer): unknown => (answer.body as { hits: { total: { value: unknown } } }).hits.total.value;

describe('the embedded detection engine', () => {
  let stack: ContractStack;
  let call: Call;
  beforeAll(async () => {
    stack = await startContractStack({ users, roles });
    call = caller(stack);
    await call('PUT', '/es/_index_template/test', { index_patterns: ['logs-test-*'], data_stream: {}, priority: 500, template: { mappings: { properties: { '@timestamp': { type: 'date' }, event: { properties: { category: { type: 'keyword' } } }, process: { properties: { name: { type: 'keyword' } } } } } } });
    const events = ['a.exe', 'b.exe', 'c.exe'].flatMap((name, position) => [{ create: { _id: name } }, { '@timestamp': new Date(Date.now() - 60_000 * (position + 1)).toISOString(), event: { category: ['process'] }, process: { name } }]);
    await call('POST', '/es/logs-test-default/_bulk?refresh=true', `${events.map((line) => JSON.stringify(line)).join('\n')}\n`);
  });
  afterAll(async () => stack.close());

  async function runResult(ruleId: string): Promise<{ status: string; message: string; date: string }> {
    let found: { status: string; message: string; date: string } | undefined;
    await expect.poll(async () => {
      const answer = await call('GET', `${rules}?rule_id=${ruleId}`);
      found = (bodyOf(answer).execution_summary as { last_execution: typeof found } | undefined)?.last_execution;
      return found !== undefined;
    }, { timeout: 10_000 }).toBe(true);
    return found as { status: string; message: string; date: string };
  }
  const alertsOf = (ruleId: string): Promise<StackAnswer> => call('POST', '/api/detection_engine/signals/search', { query: { term: { 'kibana.alert.rule.rule_id': ruleId } } });

  it('may store one rule_id twice when two requests come at one moment, and none is lost', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => call('POST', rules, query('raced'))));
    const created = answers.filter(({ status }) => status === 200).length;
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { body } = await call('GET', `${rules}/_find?filter=${encodeURIComponent('alert.attributes.params.ruleId: "raced"')}`);
    expect((body as { total: number }).total).toBe(created);
    expect(created).toBeGreaterThan(0);
  });

  it('lets the last of several patches win and counts a revision for each that was accepted', async () => {
    await call('POST', rules, query('patched'));
    const answers = await Promise.all(Array.from({ length: 6 }, (_, position) => call('PATCH', rules, { rule_id: 'patched', note: `note ${position}` })));
    const accepted = answers.filter(({ status }) => status === 200);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const stored = bodyOf(await call('GET', `${rules}?rule_id=patched`));
    expect(stored.revision).toBe(accepted.length);
    expect(accepted.some(({ body }) => (body as { note: string }).note === stored.note)).toBe(true);
  });

  it('counts no revision for switching on and off, and forgets the key of a rule that is off', async () => {
    const { id } = bodyOf(await call('POST', rules, query('switched')));
    const key = async (): Promise<unknown> => bodyOf(await call('GET', `/api/alerting/rule/${String(id)}`)).api_key_owner;
    expect(await key()).toBeNull();
    await call('POST', `${rules}/_bulk_action`, { action: 'enable', ids: [id] });
    expect(await key()).toBe('elastic');
    await call('POST', `${rules}/_bulk_action`, { action: 'disable', ids: [id] });
    expect(await key()).toBeNull();
    expect(bodyOf(await call('GET', `${rules}?rule_id=switched`)).revision).toBe(0);
  });

  it('makes an alert of each event once, and none of an event that is an exception', async () => {
    const list = bodyOf(await call('POST', '/api/exception_lists', { name: 'l', description: 'd', type: 'detection', list_id: 'l' }));
    await call('POST', '/api/exception_lists/items', { list_id: 'l', name: 'i', description: 'd', type: 'simple', entries: [{ field: 'process.name', operator: 'included', type: 'match', value: 'b.exe' }] });
    const { id } = bodyOf(await call('POST', rules, query('excepted', { enabled: true, exceptions_list: [{ id: list.id, list_id: 'l', type: 'detection', namespace_type: 'single' }] })));
    expect(await runResult('excepted')).toMatchObject({ status: 'succeeded' });
    const names = ((await alertsOf('excepted')).body as { hits: { hits: Array<{ _source: { process: { name: string } } }> } }).hits.hits.map(({ _source }) => _source.process.name);
    expect(names.sort()).toEqual(['a.exe', 'c.exe']);
    const before = await runResult('excepted');
    expect((await call('POST', `/internal/alerting/rule/${String(id)}/_run_soon`)).status).toBe(204);
    await expect.poll(async () => (await runResult('excepted')).date, { timeout: 10_000 }).not.toBe(before.date);
    expect(totalOf(await alertsOf('excepted'))).toBe(2);
  });

  it('stops at max_signals, oldest events first, and says so', async () => {
    await call('POST', rules, query('limited', { enabled: true, max_signals: 2 }));
    expect(await runResult('limited')).toMatchObject({ status: 'partial failure', message: expect.stringContaining('reached the maximum alert limit') as string });
    const names = ((await alertsOf('limited')).body as { hits: { hits: Array<{ _source: { process: { name: string } } }> } }).hits.hits.map(({ _source }) => _source.process.name);
    expect(names.sort()).toEqual(['b.exe', 'c.exe']);
  });

  it('runs a rule again at once when it is switched on, without a gap', async () => {
    const { id } = bodyOf(await call('POST', rules, query('again', { enabled: true })));
    const before = await runResult('again');
    await call('POST', `${rules}/_bulk_action`, { action: 'disable', ids: [id] });
    await call('PATCH', rules, { id, enabled: true });
    await expect.poll(async () => (await runResult('again')).date, { timeout: 10_000 }).not.toBe(before.date);
    expect(await runResult('again')).toMatchObject({ status: 'succeeded' });
  });

  it('runs a rule with the very key of a caller who used one, and the rule fails when that key is ended', async () => {
    const { id: keyId, encoded } = bodyOf(await call('POST', '/es/_security/api_key', { name: 'caller' })) as { id: string; encoded: string };
    const { id } = bodyOf(await call('POST', rules, query('keyed', { enabled: true }), `ApiKey ${encoded}`)) as { id: string };
    expect(await runResult('keyed')).toMatchObject({ status: 'succeeded' });
    expect(bodyOf(await call('GET', `/api/alerting/rule/${id}`))).toMatchObject({ api_key_created_by_user: true, api_key_owner: 'elastic' });
    await call('DELETE', '/es/_security/api_key', { ids: [keyId] });
    const before = await runResult('keyed');
    await call('POST', `/internal/alerting/rule/${id}/_run_soon`);
    await expect.poll(async () => (await runResult('keyed')).date, { timeout: 10_000 }).not.toBe(before.date);
    expect(await runResult('keyed')).toMatchObject({ status: 'failed' });
  });

  it('keeps spaces apart', async () => {
    await call('POST', '/api/spaces/space', { id: 'other', name: 'other', disabledFeatures: [] });
    await call('POST', `/s/other${rules}`, query('spaced', { enabled: true }));
    await expect.poll(async () => 'execution_summary' in bodyOf(await call('GET', `/s/other${rules}?rule_id=spaced`)), { timeout: 10_000 }).toBe(true);
    expect((await call('GET', `${rules}?rule_id=spaced`)).status).toBe(404);
    expect(totalOf(await alertsOf('spaced'))).toBe(0);
    expect(totalOf(await call('POST', '/s/other/api/detection_engine/signals/search', { query: { match_all: {} } }))).toBe(3);
  });

  it.each([
    ['POST', rules, query('forbidden')],
    ['PATCH', rules, { rule_id: 'patched', note: 'x' }],
    ['DELETE', `${rules}?rule_id=patched`, undefined],
    ['POST', '/api/exception_lists', { name: 'x', description: 'x', type: 'detection' }],
    ['POST', '/internal/standalone_detection_engine/_run_over_span', { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' }],
  ])('%s %s is refused to a reader', async (method, url, body) => {
    expect((await call(method, url, body, basic('reader'))).status).toBe(403);
  });

  it('refuses rule types and query parts by name, never with an empty success', async () => {
    const esql = await call('POST', rules, { ...query('esql'), type: 'esql', language: 'esql', query: 'FROM x' });
    expect(esql).toMatchObject({ status: 400, body: { message: 'rule type "esql" is not implemented by the embedded detection engine' } });
    await call('POST', rules, query('viewed', { enabled: true, data_view_id: 'view' }));
    expect(await runResult('viewed')).toMatchObject({ status: 'failed', message: expect.stringContaining('data view "view"') as string });
  });

  it.each([
    ['GET', '/api/detection_engine/no_such_thing/at/all'],
    ['DELETE', '/api/alerting/rule/x/_mute_all'],
    ['POST', '/api/exception_lists/_import'],
  ])('%s %s is refused by name', async (method, url) => {
    expect(await call(method, url)).toMatchObject({ status: 501, body: { message: `${method} ${url} is not implemented by the embedded detection engine` } });
  });

  it('runs rules over a span of old events, window by window', async () => {
    const old = Date.parse('2021-03-04T05:00:00Z');
    const events = Array.from({ length: 12 }, (_, position) => [{ create: {} }, { '@timestamp': new Date(old + position * 86_400_000).toISOString(), event: { category: ['process'] }, process: { name: `old-${position}` } }]).flat();
    await call('POST', '/es/logs-test-old/_bulk?refresh=true', `${events.map((line) => JSON.stringify(line)).join('\n')}\n`);
    await call('POST', rules, query('span', { enabled: true, index: ['logs-test-old*'], interval: '5m', from: 'now-15m' }));
    await call('POST', rules, query('narrow', { enabled: true, index: ['logs-test-old*'], interval: '5m', from: 'now-15m', max_signals: 1 }));
    await Promise.all(['span', 'narrow'].map(runResult));
    const { status, body } = await call('POST', '/internal/standalone_detection_engine/_run_over_span', { from: new Date(old).toISOString(), to: new Date(old + 20 * 86_400_000).toISOString(), space_id: 'default' });
    expect(status).toBe(200);
    const found = (body as { rules: Array<{ rule_id: string; windows: number; windows_at_max_signals: number; alerts: number }> }).rules;
    expect(found.find(({ rule_id: id }) => id === 'span')).toMatchObject({ windows: 48, windows_at_max_signals: 0, alerts: 12 });
    expect(found.find(({ rule_id: id }) => id === 'narrow')).toMatchObject({ windows: 48, windows_at_max_signals: 12, alerts: 12 });
    expect(totalOf(await alertsOf('span'))).toBe(12);
  });
});

describe('EQL rules of the embedded detection engine', () => {
  let stack: ContractStack;
  let call: Call;
  const begin = Date.parse('2022-02-02T02:02:00Z');
  const eql = (ruleId: string, text: string, more: Record<string, unknown> = {}): Record<string, unknown> => query(ruleId, { type: 'eql', language: 'eql', query: text, index: ['logs-eql-*'], interval: '15m', from: 'now-40m', enabled: true, ...more });

  beforeAll(async () => {
    stack = await startContractStack({ users, roles });
    call = caller(stack);
    const keyword = { type: 'keyword' };
    const properties = { '@timestamp': { type: 'date' }, event: { properties: { category: keyword } }, host: { properties: { id: keyword } }, process: { properties: { name: keyword } }, file: { properties: { name: keyword } } };
    await call('PUT', '/es/_index_template/eql', { index_patterns: ['logs-eql-*'], data_stream: {}, priority: 500, template: { mappings: { properties } } });
    // A walk without chance: steps of 20 s to 4 min, now and then a day; hosts, categories and names by turns of different length.
    let time = begin;
    const events = Array.from({ length: 120 }, (_, turn) => {
      time += turn % 47 === 46 ? 86_400_000 : 20_000 + ((turn * 7919) % 220) * 1_000;
      const isProcess = turn % 3 !== 1;
      return { '@timestamp': new Date(time).toISOString(), event: { category: [isProcess ? 'process' : 'file'] }, host: { id: `h${Math.floor(turn / 4) % 3}` }, ...(isProcess ? { process: { name: `p${turn % 5}.exe` } } : { file: { name: `f${turn % 7}` } }) };
    });
    await call('POST', '/es/logs-eql-default/_bulk?refresh=true', `${events.flatMap((event) => [{ create: {} }, event]).map((line) => JSON.stringify(line)).join('\n')}\n`);
  });
  afterAll(async () => stack.close());

  async function eventsOfAlerts(ruleId: string): Promise<string[]> {
    const { body } = await call('POST', '/es/.alerts-security.alerts-default/_search', { size: 10_000, _source: ['kibana.alert.ancestors'], query: { bool: { filter: [{ term: { 'kibana.alert.rule.rule_id': ruleId } }], must_not: [{ exists: { field: 'kibana.alert.building_block_type' } }] } } });
    const hits = (body as { hits: { hits: Array<{ _source: { 'kibana.alert.ancestors': Array<{ id: string; type: string }> } }> } }).hits.hits;
    return hits.map(({ _source }) => _source['kibana.alert.ancestors'].filter(({ type }) => type === 'event').map(({ id }) => id).join('>')).sort();
  }
  async function runSpan(): Promise<Map<string, { windows: number; windows_at_max_signals: number; alerts: number; building_blocks: number; status: string }>> {
    const { body } = await call('POST', '/internal/standalone_detection_engine/_run_over_span', { from: new Date(begin).toISOString(), to: new Date(begin + 30 * 86_400_000).toISOString() });
    return new Map((body as { rules: Array<{ rule_id: string; windows: number; windows_at_max_signals: number; alerts: number; building_blocks: number; status: string }> }).rules.map((rule) => [rule.rule_id, rule]));
  }

  it('find over a span what they find window by window', async () => {
    const texts = {
      pair: 'sequence by host.id with maxspan=5m [process where process.name == "p2.exe"] [file where true]',
      long: 'sequence by host.id [process where true] [file where true] [process where process.name == "p4.exe"]',
      wide: 'sequence by host.id with maxspan=14m [file where file.name == "f1"] [process where true]',
      single: 'process where process.name == "p1.exe"',
    };
    // A pipe that changes nothing keeps windows from being searched together.
    for (const [ruleId, text] of Object.entries(texts)) for (const [suffix, pipe] of [['', ''], ['-apart', ' | tail 100']]) await call('POST', rules, eql(`${ruleId}${suffix}`, `${text}${pipe}`));
    const found = await runSpan();
    for (const ruleId of Object.keys(texts)) {
      expect({ ruleId, ...found.get(ruleId) }).toMatchObject({ status: 'succeeded', windows_at_max_signals: 0, windows: found.get(`${ruleId}-apart`)?.windows });
      const together = await eventsOfAlerts(ruleId);
      expect(together.length).toBeGreaterThan(0);
      expect(together).toEqual(await eventsOfAlerts(`${ruleId}-apart`));
      expect(found.get(ruleId)?.alerts).toBe(together.length);
    }
  });

  it('leave out events that are exceptions, so that another event may complete a sequence', async () => {
    await call('POST', `${rules}/_bulk_action`, { action: 'delete', query: '' });
    const list = bodyOf(await call('POST', '/api/exception_lists', { name: 'l', description: 'd', type: 'detection', list_id: 'eql' }));
    await call('POST', '/api/exception_lists/items', { list_id: 'eql', name: 'i', description: 'd', type: 'simple', entries: [{ field: 'process.name', operator: 'included', type: 'match', value: 'p2.exe' }] });
    const text = 'sequence by host.id with maxspan=5m [process where true] [file where true]';
    await call('POST', rules, eql('all', text));
    await call('POST', rules, eql('without', text, { exceptions_list: [{ id: list.id, list_id: 'eql', type: 'detection', namespace_type: 'single' }] }));
    const found = await runSpan();
    const without = await eventsOfAlerts('without');
    const excluded = ((await call('POST', '/es/logs-eql-default/_search', { size: 1_000, _source: false, query: { term: { 'process.name': 'p2.exe' } } })).body as { hits: { hits: Array<{ _id: string }> } }).hits.hits.map(({ _id }) => _id);
    expect(without.some((events) => excluded.some((id) => events.includes(id)))).toBe(false);
    expect(found.get('without')?.alerts).toBeLessThan(found.get('all')?.alerts ?? 0);
    expect(without.length).toBeGreaterThan(0);
  });
});

describe('the embedded detection engine on kept data', () => {
  it('has its rules and alerts after a restart', async () => {
    const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'detection-engine-data-'));
    const first = await startContractStack({ users, roles, dataDirectory });
    const made = await caller(first)('POST', rules, query('kept', { note: 'kept' }));
    await first.close();
    const second = await startContractStack({ users, roles, dataDirectory });
    const found = await caller(second)('GET', `${rules}?rule_id=kept`);
    await second.close();
    await rm(dataDirectory, { recursive: true, force: true });
    expect(bodyOf(found)).toEqual(bodyOf(made));
  });
});

describe('the embedded detection engine in a host that claims 9.5.0', () => {
  it('registers the features of that release and serves its routes', async () => {
    const later = [{ ...roles[0]!, kibana: [{ base: [], feature: { securitySolutionRulesV4: ['all'], securitySolutionAlertsV1: ['read'] }, spaces: ['*'] }] }];
    const stack = await startContractStack({ users, roles: later, kibanaVersion: '9.5.0' });
    const call = caller(stack);
    const { enabled: _left, ...body } = query('new');
    const made = await call('POST', rules, body, basic('reader'));
    await stack.close();
    expect(made).toMatchObject({ status: 200, body: { enabled: false, rule_source: { type: 'internal' } } });
  });
});
