import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { password, startContractStack } from './contract_stack';
import type { ContractStack, StackAnswer } from './contract_stack';
import { readRecording, recordedOrder, recordingsPresent } from './recordings';
import type { Recording } from './recordings';
import { writeRecordedEvents } from './recorded_events';
import { needsPrebuiltRule, refusedByName } from './refused_recordings';
import { differences, withKnown } from './same_answer';
import type { Known } from './same_answer';
import type { HostRole } from '../../../kibana';

/** The recordings once more with other names, ids and another space: answers must be computed. */
interface Variation {
  readonly title: string;
  readonly spaceId: string;
  rename(text: string): string;
}
const variations: readonly Variation[] = [
  { title: 'as recorded', spaceId: 'default', rename: (text) => text },
  { title: 'with other names in another space', spaceId: 'blue', rename: (text) => text.replaceAll('golden', 'gilded').replaceAll('Golden', 'Gilded') },
];

/** Of a recorded answer, what belongs to the space. */
function moveToSpace(text: string, spaceId: string): string {
  if (spaceId === 'default') return text;
  return text
    .replaceAll('alerts-security.alerts-default', `alerts-security.alerts-${spaceId}`)
    .replaceAll('siem-signals-default', `siem-signals-${spaceId}`)
    .replaceAll('[exception-list:', `[${spaceId}:exception-list:`)
    .replaceAll('"kibana.space_ids":["default"]', `"kibana.space_ids":["${spaceId}"]`);
}

/** Fields of alerts that only a host with a public address has; `build_alerts.test.ts` covers them. */
function withoutLinks(body: unknown): unknown {
  // The cause of an EQL syntax error is told by the engine in its own way.
  return JSON.parse(JSON.stringify(body, (name, value: unknown) => (name === 'kibana.alert.url' || (name === 'caused_by' && JSON.stringify(value).includes('no_viable_alt')) ? undefined : value)));
}

/** A hit without what depends on how it was searched. */
const stored = ({ _id, _index, _source }: Record<string, unknown>): Record<string, unknown> => ({ _id, _index, _source });

const needsRun = /^rule-after-|^execution-|^alert-|^signals-|^alerting-rule|^rules-find/;
const ruleNames = ['golden-eql-event', 'golden-eql-sequence', 'golden-query', 'golden-threshold', 'golden-bb', 'golden-bad-eql', 'golden-missing-index'];

function roleOf(recording: string, rename: Variation['rename']): HostRole {
  const { request } = readRecording(recording);
  return { name: rename(request.path.split('/').pop() ?? ''), ...(request.body as Omit<HostRole, 'name'>) };
}

describe.skipIf(!recordingsPresent).each(variations)('answers of a real Kibana, $title', ({ spaceId, rename }) => {
  let stack: ContractStack;
  const known: Known = new Map();

  beforeAll(async () => {
    const roles = ['role-put-author', 'role-put-read', 'role-put-none'].map((name) => roleOf(name, rename));
    const users = [{ username: 'elastic', password, roles: ['superuser'] }, ...roles.map(({ name }) => ({ username: name, password, roles: [name] }))];
    stack = await startContractStack({ users, roles });
    for (const id of [spaceId, rename('golden')].filter((each) => each !== 'default')) {
      await stack.send(`${stack.kibanaUrl}/api/spaces/space`, { method: 'POST', user: 'elastic', headers: { 'kbn-xsrf': 'x' }, body: { id, name: id, disabledFeatures: [] } });
    }
    await writeRecordedEvents(stack, rename);
  });
  afterAll(async () => stack.close());

  const pathOf = (path: string): string => (spaceId === 'default' || path.startsWith('/s/') ? path : `/s/${spaceId}${path}`);

  async function waitForRuns(): Promise<void> {
    for (const name of ruleNames) {
      await expect
        .poll(async () => {
          const { body } = await stack.send(`${stack.kibanaUrl}${pathOf(`/api/detection_engine/rules?rule_id=${rename(name)}`)}`, { method: 'GET', user: 'elastic' });
          return Object.keys(body as object).includes('execution_summary') || (body as { status_code?: number }).status_code === 404;
        }, { timeout: 10_000 })
        .toBe(true);
    }
  }

  function bodyOf(name: string, { request }: Recording): unknown {
    if (name.startsWith('rules-import')) {
      const form = new FormData();
      form.append('file', new Blob([exported]), 'rules.ndjson');
      return form;
    }
    if (request.body === undefined) return undefined;
    return typeof request.body === 'string' ? request.body : (JSON.parse(withKnown(moveToSpace(rename(JSON.stringify(request.body)), spaceId), known)) as unknown);
  }
  let exported = '';

  /** Which of all alerts comes first is nobody's promise: the recorded one is asked for. */
  const oneAlert = { bool: { filter: [{ term: { 'kibana.alert.rule.rule_id': rename('golden-eql-event') } }, { term: { 'host.name': 'workstation-2' } }] } };

  async function exportForImport(): Promise<void> {
    const { body } = await stack.send(`${stack.kibanaUrl}${pathOf('/api/detection_engine/rules/_export')}`, { method: 'POST', user: 'elastic', headers: { 'kbn-xsrf': 'x' }, body: { objects: [{ rule_id: rename('golden-query') }] } });
    exported = (body as unknown[]).map((line) => JSON.stringify(line)).join('\n');
  }

  async function replay(name: string): Promise<{ recording: Recording; answer: StackAnswer; expected: unknown }> {
    const recording = readRecording(name);
    const { request, response } = recording;
    if (name === 'rules-import-conflict') await exportForImport();
    const path = withKnown(rename(request.path), known).replace(/start=[^&]*/, 'start=2000-01-01T00:00:00.000Z').replace(/end=[^&]*/, 'end=2100-01-01T00:00:00.000Z');
    const { authorization: _none, ...headers } = request.headers ?? {};
    const user = request.user === undefined || request.user === 'nobody' ? undefined : rename(request.user);
    const sent = { method: request.method, headers: user !== undefined && name === 'error-401-bad-credentials' ? { ...headers, authorization: 'Basic ZWxhc3RpYzp3cm9uZw==' } : headers, user: name === 'error-401-bad-credentials' ? undefined : user, body: bodyOf(name, recording) };
    if (name === 'signals-search-fields') sent.body = { ...(sent.body as object), query: oneAlert };
    const answer = await stack.send(`${stack.kibanaUrl}${pathOf(path)}`, sent);
    return { recording, answer, expected: JSON.parse(moveToSpace(rename(name === 'signals-search-fields' ? JSON.stringify(response.body).replace('"value":16', '"value":1') : JSON.stringify(response.body)), spaceId)) as unknown };
  }

  it.each(recordedOrder().filter((name) => !refusedByName.has(name) && !needsPrebuiltRule.has(name)))('%s', async (name) => {
    if (needsRun.test(name)) await waitForRuns();
    if (name.startsWith('alert-') && name !== 'alert-suggest-users') {
      expect(await storedAlertDifferences(name)).toEqual([]);
      return;
    }
    const { recording, answer, expected } = await replay(name);
    expect({ status: answer.status, body: answer.status === recording.response.status ? undefined : answer.body }).toEqual({ status: recording.response.status, body: undefined });
    expect(differences(withoutLinks(expected), withoutLinks(answer.body), known)).toEqual([]);
    for (const header of ['content-type', 'elastic-api-version', 'content-disposition', 'cache-control', 'kbn-name']) {
      const value = recording.response.headers?.[header];
      expect({ [header]: answer.headers.get(header) }).toEqual({ [header]: value === undefined ? null : rename(value) });
    }
  });

  async function storedAlertDifferences(name: string): Promise<string[]> {
    const expected = JSON.parse(withKnown(moveToSpace(rename(JSON.stringify(readRecording(name).response.body)), spaceId), known)) as { _id: string; _index: string; _source: Record<string, unknown> };
    const group = expected._source['kibana.alert.group.index'];
    const filter = [
      { term: { 'kibana.alert.rule.rule_id': expected._source['kibana.alert.rule.rule_id'] } },
      ...(group === undefined ? [] : [{ term: { 'kibana.alert.group.index': group } }]),
      ...(name.includes('shell') ? [{ term: { 'kibana.alert.depth': 2 } }] : []),
      ...(/eql-event|alert-query|building-block-rule/.test(name) ? [{ term: { 'kibana.alert.original_event.id': expected._source['kibana.alert.original_event.id'] } }] : []),
      ...(name === 'alert-threshold' ? [{ term: { 'host.name': expected._source['host.name'] } }] : []),
    ];
    const { body } = await stack.send(`${stack.elasticsearchUrl}/.alerts-security.alerts-${spaceId}/_search`, { method: 'POST', user: 'elastic', body: { sort: [{ '@timestamp': 'asc' }], query: { bool: { filter } } } });
    const [hit] = (body as { hits?: { hits: Array<Record<string, unknown>> } }).hits?.hits ?? [];
    return hit === undefined ? [`no such alert: ${JSON.stringify(body).slice(0, 300)}`] : differences(withoutLinks(stored(expected)), withoutLinks(stored(hit)), known);
  }

  it.each([...refusedByName.keys()])('%s is refused by name', async (name) => {
    const { request } = readRecording(name);
    const { status, body } = await stack.send(`${stack.kibanaUrl}${pathOf(request.path)}`, { method: request.method, user: 'elastic', headers: { ...request.headers }, body: request.body });
    expect(status).toBe(501);
    expect(JSON.stringify(body)).toContain('is not implemented by the embedded detection engine');
  });
});
