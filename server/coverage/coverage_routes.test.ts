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

it('runs the rules as installed in Kibana, and again what a switch touches', async () => {
  await expect.poll(async () => (await get()).rules.every(({ ruleId, state }) => state === 'installed' || ruleId.endsWith('-esql')), { timeout: 60_000 }).toBe(true);
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
