import { expect, it } from 'vitest';
import { findBlindTests, type BlindTest, type CorpusTest } from './index';

type Rules = Parameters<typeof findBlindTests>[0]['rules'];
const rules = [
  ['own', 'own', false],
  ['block', 'own', true],
  ['seed', 'verbatim', false],
].map(([ruleId, seed, buildingBlock]) => ({ ruleId, name: '', severity: 'medium', seed, state: 'installed', enabled: true, buildingBlock, ruleHash: '' })) as Rules;
const test = (testId: string, kind: CorpusTest['kind'], caughtBy: readonly string[] = []): CorpusTest => ({ testId, title: testId, kind, source: '', platform: 'windows', styles: ['sysmon'], notApplicable: [], caughtBy, events: {} });
const tests = [test('T', 'test'), test('N', 'neighbour'), test('B', 'benign'), test('O', 'own'), test('Named', 'own', ['own', 'block', 'seed'])];

function blindAfter(ruleId: string, testId: string, isCaughtByOther = false, after: 'missed' | 'hidden_by_exclusion' | 'detected' = 'missed'): BlindTest[] {
  return findBlindTests({ changes: [{ ruleId, testId, style: 'sysmon', before: 'detected', after }], rules, tests, isCaughtByOther: () => isCaughtByOther });
}

it('a test is blind when the last rule of ours that catches it loses it', () => {
  for (const testId of ['T', 'O']) expect(blindAfter('own', testId, false, 'hidden_by_exclusion')).toEqual([{ testId, title: testId, style: 'sysmon' }]);
  for (const testId of ['N', 'B']) expect(blindAfter('own', testId)).toEqual([]);
  expect([blindAfter('own', 'T', true), blindAfter('block', 'T'), blindAfter('seed', 'T'), blindAfter('own', 'T', false, 'detected')]).toEqual([[], [], [], []]);
});

it('a test that asks for a rule is blind without it, whoever else catches it', () => {
  expect(blindAfter('own', 'Named', true)).toMatchObject([{ testId: 'Named', ruleId: 'own' }]);
  expect(blindAfter('block', 'Named', true)).toMatchObject([{ testId: 'Named', ruleId: 'block' }]);
  expect(blindAfter('seed', 'Named')).toEqual([]);
});
