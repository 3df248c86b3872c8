import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CoverageRun } from '../../common/coverage';
import { seedExclusions, seedSequenceRuleId } from '../../common/exclusions';
import { startTestStack, type TestStack } from '../../standalone/testing';

const path = '/internal/staging_watch/coverage';
let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

const get = async (): Promise<CoverageRun> => (await stack.as('viewer').request<CoverageRun>('GET', path)).body;
const verdictOf = ({ cells }: CoverageRun, testId: string) => cells.find((cell) => cell.ruleId === seedSequenceRuleId && cell.testId === testId)?.results.find(({ style }) => style === 'elastic_defend');

const staleCells = ({ summary }: CoverageRun): number => summary.verdicts.stale;

it('is run once by itself after the installation at start-up, though nobody but a reader looks', async () => {
  await expect.poll(async () => [(await get()).ranAt !== undefined, staleCells(await get())], { timeout: 120_000, interval: 1_000 }).toEqual([true, 0]);
}, 150_000);

it("is run again after an edit in Kibana's own editor, when somebody who may run it looks", async () => {
  const edit = (query: string) => stack.as('admin').request('PATCH', '/api/detection_engine/rules', { rule_id: seedSequenceRuleId, query });
  const { body: rule } = await stack.as('admin').request<{ query: string }>('GET', `/api/detection_engine/rules?rule_id=${seedSequenceRuleId}`);
  await edit('file where true');
  expect(verdictOf(await get(), 'N6')).toMatchObject({ verdict: 'stale', why: { code: 'rule_changed' }, lastVerdict: 'hidden_by_exclusion' });
  const look = async (): Promise<CoverageRun> => (await stack.as('tuner').request<CoverageRun>('GET', path)).body;
  expect((await look()).isRefreshing).toBe(true);
  await expect.poll(async () => staleCells(await look()), { timeout: 60_000, interval: 1_000 }).toBe(0);
  expect(verdictOf(await get(), 'N6')?.verdict).toBe('detected');
  await edit(rule.query);
  await look();
  await expect.poll(async () => staleCells(await look()), { timeout: 60_000, interval: 1_000 }).toBe(0);
}, 150_000);

it('runs the rules as installed in Kibana, and again what a switch touches', async () => {
  const absent = async (): Promise<string[]> => (await get()).rules.flatMap(({ ruleId, state }) => (state === 'installed' || ruleId.endsWith('-esql') ? [] : [`${ruleId} ${state}`]));
  await expect.poll(absent, { timeout: 60_000 }).toEqual([]);
  const ran = await stack.as('tuner').request<CoverageRun>('POST', `${path}/_run`, {});
  expect(ran.status).toBe(200);
  expect(ran.body.tests.length).toBeGreaterThan(30);
  expect(verdictOf(await get(), 'N6')).toMatchObject({ verdict: 'hidden_by_exclusion' });

  const exclusion = seedExclusions.find(({ position, value }) => position === 1 && value === 'svchost.exe');
  const switched = await stack.as('tuner').request('POST', `/internal/staging_watch/exclusions/${encodeURIComponent(exclusion?.id ?? '')}/_turn_off`, { reason: 'to see it' });
  expect(switched.status).toBe(200);
  await expect.poll(async () => verdictOf(await get(), 'N6')?.verdict, { timeout: 30_000 }).toBe('detected');

  const compared = await stack.as('viewer').request<{ changes: unknown[] }>('GET', `${path}/_compare?with=previous`);
  expect(compared.body.changes).toContainEqual(expect.objectContaining({ testId: 'N6', before: 'hidden_by_exclusion', after: 'detected' }));
  const cell = await stack.as('viewer').request<{ explanation: unknown }>('GET', `${path}/cell?ruleId=${seedSequenceRuleId}&testId=N6&style=elastic_defend`);
  expect(cell.body.explanation).toMatchObject({ kind: 'explained' });
  const pack = await stack.as('viewer').request<{ markdown: string; ndjson: string }>('GET', `${path}/pack`);
  expect(pack.body.markdown).toContain('# Staging Watch coverage');
  const bad = await stack.as('tuner').request<{ attributes: unknown }>('POST', `${path}/tests`, { name: 'x', ndjson: '{}\n', caughtBy: [] });
  expect([bad.status, bad.body.attributes]).toMatchObject([400, { code: 'invalid_request', details: { line: 1, reason: 'no_time' } }]);
}, 120_000);
