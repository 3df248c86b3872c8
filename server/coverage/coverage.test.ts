import type { SavedObjectsClientContract } from '@kbn/core/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { coverageRunSchema, getCoverageCell as cellContract } from '../../common/api';
import { toCorpusTest } from '../../common/coverage';
import { seedExclusions, seedSequenceRuleId } from '../../common/exclusions';
import { packageRules } from '../../scripts/package_rules';
import { packageScenarios } from '../../scripts/package_scenarios';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import type { ExceptionItem } from '../lib/exception_item';
import { createRuleLocks } from '../lib/rule_locks';
import { UpstreamFailure } from '../lib/upstream_failure';
import { compareCoverage } from './compare_coverage';
import type { CoverageDependencies } from './coverage_dependencies';
import { claimRun, releaseRun } from './coverage_store';
import { findCoverage } from './find_coverage';
import { getCoverageCell } from './get_coverage_cell';
import { getCoveragePack } from './get_coverage_pack';
import { measureSwitch } from './measure_switch';
import { addOwnTest, deleteOwnTest } from './own_test_store';
import { refreshCoverage, startRefresh, type RefreshDependencies } from './refresh_coverage';
import { runCoverage } from './run_coverage';

const ruleId = seedSequenceRuleId;
const ruleContents = packageRules().rules.filter(({ rule_id }) => rule_id === ruleId || rule_id === 'staging-watch-script-downloaded');
const scenarios = packageScenarios().scenarios.map(toCorpusTest);

let objects: Map<string, { attributes: Record<string, unknown> }>;
let rules: DetectionRule[];
let exceptionItems: () => ExceptionItem[];
let reads: string[];
let bulkReads: number;

beforeEach(() => {
  objects = new Map();
  rules = ruleContents.map((content) => ({ ...content, id: content.rule_id, enabled: true, to: 'now', created_at: '', updated_at: '', updated_by: '' }));
  exceptionItems = () => [];
  reads = [];
  bulkReads = 0;
});

const gone = (): never => {
  throw Object.assign(new Error('404'), { output: { statusCode: 404 } });
};
const savedObjects = {
  get: async (type: string, id: string) => {
    reads.push(type);
    return { id, type, references: [], ...(objects.get(`${type}:${id}`) ?? gone()) };
  },
  create: async (type: string, attributes: Record<string, unknown>, { id, overwrite }: { id: string; overwrite?: boolean }) => {
    if (overwrite === false && objects.has(`${type}:${id}`)) throw Object.assign(new Error('409'), { output: { statusCode: 409 } });
    objects.set(`${type}:${id}`, { attributes });
  },
  bulkGet: async (asked: Array<{ type: string; id: string }>) => {
    bulkReads += 1;
    return { saved_objects: asked.map(({ type, id }) => ({ id, type, references: [], ...(objects.get(`${type}:${id}`) ?? { attributes: undefined, error: { statusCode: 404, error: 'Not Found', message: '404' } }) })) };
  },
  delete: async (type: string, id: string) => (objects.delete(`${type}:${id}`) ? {} : gone()),
  find: async ({ type }: { type: string }) => {
    const found = [...objects].filter(([key]) => key.startsWith(`${type}:`)).map(([key, { attributes }]) => ({ id: key.slice(type.length + 1), type, attributes, references: [], score: 0 }));
    return { total: found.length, page: 1, per_page: 50, saved_objects: found };
  },
} as unknown as SavedObjectsClientContract;

function dependencies(at = '2024-01-01T00:00:00.000Z'): CoverageDependencies {
  const engine: Partial<DetectionEngineClient> = { findRules: async () => rules, findExceptionItems: async () => exceptionItems() };
  return { detectionEngine: engine as DetectionEngineClient, savedObjects, ruleContents, scenarios: () => scenarios, userName: 'tuner', now: () => new Date(at) };
}
const change = (more: Partial<DetectionRule>): void => {
  rules = rules.map((rule) => (rule.rule_id === ruleId ? { ...rule, ...more } : rule));
};
const verdictOf = async (testId: string, style = 'elastic_defend') => {
  const { cells } = await findCoverage(dependencies());
  return cells.find((cell) => cell.ruleId === ruleId && cell.testId === testId)?.results.find((result) => result.style === style);
};
const withoutServiceHost = (query: string): string => query.replaceAll('"svchost.exe", ', '');

describe('the matrix', () => {
  it('reads what is stored of all rules at once', async () => {
    await findCoverage(dependencies());
    expect([bulkReads, new Set(reads)]).toEqual([1, new Set(['staging-watch-coverage-run'])]);
  });

  it('is stale before the first run, and says what the rules find after it', async () => {
    expect(await verdictOf('S2-paths')).toMatchObject({ verdict: 'stale', why: { code: 'not_run_yet' }, ranAt: '' });
    const run = await runCoverage(dependencies(), {});
    expect(coverageRunSchema.parse(JSON.parse(JSON.stringify(run))).summary.verdicts.stale).toBe(0);
    expect(await verdictOf('S2-paths')).toMatchObject({ verdict: 'detected' });
    expect(await verdictOf('S1')).toMatchObject({ verdict: 'missed' });
    expect(await verdictOf('A4')).toMatchObject({ verdict: 'not_applicable', why: { code: 'test_not_applicable' } });
  });

  it('names the exclusion that hides a test, and sees it after the switch', async () => {
    await runCoverage(dependencies(), {});
    const ids = seedExclusions.filter(({ position, value }) => position === 1 && value === 'svchost.exe').map(({ id }) => id);
    expect(await verdictOf('N6')).toMatchObject({ verdict: 'hidden_by_exclusion', exclusionIds: ids });
    change({ query: withoutServiceHost(rules.find(({ rule_id }) => rule_id === ruleId)?.query ?? '') });
    expect(await verdictOf('N6')).toMatchObject({ verdict: 'stale', why: { code: 'rule_changed' }, lastVerdict: 'hidden_by_exclusion' });
    await runCoverage(dependencies('2024-01-02T00:00:00.000Z'), { ruleIds: [ruleId] });
    expect(await verdictOf('N6')).toMatchObject({ verdict: 'detected', ranAt: '2024-01-02T00:00:00.000Z' });
    const { base, changes } = await compareCoverage(dependencies(), { with: 'previous' });
    expect(base?.ranAt).toBe('2024-01-01T00:00:00.000Z');
    expect(changes).toContainEqual(expect.objectContaining({ ruleId, testId: 'N6', before: 'hidden_by_exclusion', after: 'detected' }));
  });

  it('calls a rule that fails an error, and one that is not there not applicable; neither is a miss', async () => {
    change({ query: 'process where unheard.thing == "a"' });
    await runCoverage(dependencies(), {});
    expect(await verdictOf('S1')).toMatchObject({ verdict: 'error', why: { code: 'run_failed', detail: expect.stringContaining('unheard.thing') } });
    rules = [];
    await runCoverage(dependencies(), {});
    expect(await verdictOf('S1')).toMatchObject({ verdict: 'not_applicable', why: { code: 'rule_missing' } });
  });
});

describe('cells that are stale', () => {
  const locks = createRuleLocks();
  const asCaller = (caller: string, client = savedObjects): RefreshDependencies => ({ ...dependencies(), savedObjects: client, locks, spaceId: 'default', callerKey: () => caller });
  const refusing = (asked: string[]): SavedObjectsClientContract => ({
    ...savedObjects,
    create: async (_type, _attributes, { id } = {}) => {
      asked.push(String(id));
      throw Object.assign(new Error('403'), { output: { statusCode: 403 } });
    },
  });
  const staleCount = async (): Promise<number> => (await findCoverage(dependencies())).summary.verdicts.stale;

  it('are run in the background, all of them once where nothing was ever run, then just what an edit touched', async () => {
    const refresh = refreshCoverage(asCaller('a'));
    expect(await startRefresh(asCaller('b'))).toBeDefined();
    await refresh;
    expect(await startRefresh(asCaller('b'))).toBeUndefined();
    expect(await staleCount()).toBe(0);
    change({ query: withoutServiceHost(rules.find(({ rule_id }) => rule_id === ruleId)?.query ?? '') });
    expect(await staleCount()).toBeGreaterThan(0);
    await refreshCoverage({ ...asCaller('a'), now: () => new Date('2024-02-02T00:00:00.000Z') });
    expect(await verdictOf('N6')).toMatchObject({ verdict: 'detected', ranAt: '2024-02-02T00:00:00.000Z' });
    const { cells } = await findCoverage(dependencies());
    const others = cells.filter((cell) => cell.ruleId === 'staging-watch-script-downloaded').flatMap(({ results }) => results);
    expect(new Set(others.map(({ ranAt }) => ranAt))).toEqual(new Set(['2024-01-01T00:00:00.000Z']));
  });

  it('are run for a change that comes meanwhile, too', async () => {
    const first = refreshCoverage(asCaller('a'));
    change({ query: 'file where true' });
    await refreshCoverage(asCaller('a'));
    await first;
    expect(await staleCount()).toBe(0);
  });

  it('stay stale for one who may not store what is found, who is asked once', async () => {
    const asked: string[] = [];
    await refreshCoverage(asCaller('reader', refusing(asked)));
    await refreshCoverage(asCaller('reader', refusing(asked)));
    expect(asked).toEqual(['claim']);
    expect(await staleCount()).toBeGreaterThan(0);
  });

  it('are left to another Kibana that runs them, unless that died', async () => {
    expect(await claimRun(savedObjects, new Date('2024-01-01T00:00:00.000Z'), 'other')).toBe(true);
    expect(await startRefresh(asCaller('a'))).toBeUndefined();
    expect(await staleCount()).toBeGreaterThan(0);
    await refreshCoverage({ ...asCaller('a'), now: () => new Date('2024-01-01T01:00:00.000Z') });
    expect(await staleCount()).toBe(0);
  });

  it('of a rule whose exceptions this caller may not read stay stale', async () => {
    change({ exceptions_list: [{ list_id: 'shared', type: 'detection', namespace_type: 'single' }] });
    exceptionItems = () => {
      throw new UpstreamFailure(403, 'not allowed');
    };
    await refreshCoverage(asCaller('a'));
    expect(await verdictOf('S1')).toMatchObject({ verdict: 'stale', why: { code: 'not_run_yet' } });
    expect(await startRefresh(asCaller('a'))).toBeUndefined();
  });

  it('of a rule whose exceptions nobody can tell become errors, and are run again when they can be told', async () => {
    change({ exceptions_list: [{ list_id: 'shared', type: 'detection', namespace_type: 'single' }] });
    exceptionItems = () => [{ name: 'with a value list', entries: [{ type: 'list', field: 'host.name', operator: 'included' }] }];
    await refreshCoverage(asCaller('a'));
    expect(await staleCount()).toBe(0);
    expect(await verdictOf('S2-paths')).toMatchObject({ verdict: 'error', why: { code: 'exceptions_unreadable' } });
    exceptionItems = () => [];
    await refreshCoverage(asCaller('a'));
    expect(await verdictOf('S2-paths')).toMatchObject({ verdict: 'detected' });
  });

  it('are said to be run to one who may not run them only while another does', async () => {
    expect(await startRefresh(asCaller('viewer', refusing([])))).toBeUndefined();
    const run = await startRefresh(asCaller('a'));
    expect(await startRefresh(asCaller('viewer', refusing([])))).toBe(run);
    await run?.done;
    expect(await staleCount()).toBe(0);
  });

  it('are run by one who may not do so in another space, and after a while by one who might not before', async () => {
    await refreshCoverage({ ...asCaller('elsewhere', refusing([])), spaceId: 'b' });
    await refreshCoverage(asCaller('elsewhere'));
    expect(await staleCount()).toBe(0);
    change({ query: 'file where true' });
    await refreshCoverage({ ...asCaller('elsewhere'), spaceId: 'b' });
    expect(await staleCount()).toBeGreaterThan(0);
    await refreshCoverage({ ...asCaller('elsewhere'), spaceId: 'b', now: () => new Date('2024-01-01T00:05:00.000Z') });
    expect(await staleCount()).toBe(0);
  });

  it('are run for a change that comes while a run ends, or while one tries who may not', async () => {
    let asked: Promise<void> | undefined;
    const atTheEnd: SavedObjectsClientContract = {
      ...savedObjects,
      delete: async (type, id) => {
        change({ query: 'file where true' });
        asked ??= refreshCoverage(asCaller('b'));
        return savedObjects.delete(type, id);
      },
    };
    await refreshCoverage(asCaller('a', atTheEnd));
    await asked;
    expect(asked).toBeDefined();
    expect(await staleCount()).toBe(0);
    change({ query: 'registry where true' });
    const refused = refreshCoverage(asCaller('c', refusing([])));
    await Promise.all([refreshCoverage(asCaller('a')), refreshCoverage(asCaller('d', refusing([]))), refused]);
    expect(await staleCount()).toBe(0);
  });

  it('leave the claim of another that took it over', async () => {
    expect(await claimRun(savedObjects, new Date('2024-01-01T00:00:00.000Z'), 'slow')).toBe(true);
    expect(await claimRun(savedObjects, new Date('2024-01-01T00:03:00.000Z'), 'next')).toBe(true);
    await releaseRun(savedObjects, 'slow');
    expect(await claimRun(savedObjects, new Date('2024-01-01T00:03:01.000Z'), 'third')).toBe(false);
    await releaseRun(savedObjects, 'next');
    expect(await claimRun(savedObjects, new Date('2024-01-01T00:03:01.000Z'), 'third')).toBe(true);
  });
});

describe('a switch that is measured before it is made', () => {
  const downloaded = 'staging-watch-script-downloaded';

  it('shows what it changes in the matrix, and stores nothing', async () => {
    const queryAfter = withoutServiceHost(rules.find(({ rule_id }) => rule_id === ruleId)?.query ?? '');
    const { changes, blind, tests } = await measureSwitch(dependencies(), { ruleId, queryAfter });
    expect(changes).toContainEqual(expect.objectContaining({ ruleId, testId: 'N6', before: 'hidden_by_exclusion', after: 'detected' }));
    expect(blind).toEqual([]);
    expect(tests).toBe(scenarios.length);
    expect(objects.size).toBe(0);
  });

  it('names the tests that nobody would catch any more', async () => {
    const { changes, blind } = await measureSwitch(dependencies(), { ruleId: downloaded, queryAfter: 'process where false' });
    expect(changes).toContainEqual(expect.objectContaining({ ruleId: downloaded, testId: 'A1', before: 'detected', after: 'missed' }));
    expect(blind).toContainEqual(expect.objectContaining({ testId: 'A1', style: 'sysmon' }));
  });

  it('has nothing to lose in a seed as written', async () => {
    const { changes, blind } = await measureSwitch(dependencies(), { ruleId, queryAfter: 'process where false' });
    expect(changes).toContainEqual(expect.objectContaining({ ruleId, testId: 'S2-paths', before: 'detected', after: 'missed' }));
    expect(blind).toEqual([]);
  });
});

describe('exceptions of a rule', () => {
  const list = { list_id: 'shared', type: 'detection', namespace_type: 'single' };

  it('hide what they hide, by the name of their list', async () => {
    change({ exceptions_list: [list] });
    exceptionItems = () => [{ name: 'cmd', entries: [{ type: 'match', field: 'process.name', operator: 'included', value: 'cmd.exe' }] }];
    await runCoverage(dependencies(), {});
    expect(await verdictOf('S2-paths')).toMatchObject({ verdict: 'hidden_by_exclusion', exclusionIds: ['shared'] });
    const { changes } = await compareCoverage(dependencies(), { with: 'exclusions_off' });
    expect(changes).toContainEqual(expect.objectContaining({ ruleId, testId: 'S2-paths', style: 'elastic_defend', after: 'detected' }));
  });

  it('play no part once they expired', async () => {
    change({ exceptions_list: [list] });
    exceptionItems = () => [{ name: 'cmd', expire_time: '2023-12-31T00:00:00Z', entries: [{ type: 'match', field: 'process.name', operator: 'included', value: 'cmd.exe' }] }];
    await runCoverage(dependencies(), {});
    expect(await verdictOf('S2-paths')).toMatchObject({ verdict: 'detected' });
  });

  it('that cannot be read or told make an error', async () => {
    change({ exceptions_list: [list] });
    exceptionItems = () => [{ name: 'with a value list', entries: [{ type: 'list', field: 'host.name', operator: 'included' }] }];
    await runCoverage(dependencies(), {});
    expect(await verdictOf('S2-paths')).toMatchObject({ verdict: 'error', why: { code: 'exceptions_unreadable', detail: 'shared: with a value list' } });
    exceptionItems = () => {
      throw new UpstreamFailure(403, 'not allowed');
    };
    await runCoverage(dependencies(), {});
    expect(await verdictOf('S2-paths')).toMatchObject({ verdict: 'error', why: { detail: 'shared: not allowed' } });
  });
});

describe('a cell', () => {
  it('shows what was replayed and why the rule alerts', async () => {
    const cell = cellContract.response.parse(JSON.parse(JSON.stringify(await getCoverageCell(dependencies(), { ruleId, testId: 'S2-paths', style: 'elastic_defend' }))));
    expect(cell.result.verdict).toBe('detected');
    expect(cell.events).toHaveLength(8);
    expect(cell.alerts[0]).toHaveLength(2);
    expect(cell.explanation).toMatchObject({ kind: 'explained' });
  });

  it('shows how close a miss came', async () => {
    const { result, nearMiss, explanation } = await getCoverageCell(dependencies(), { ruleId, testId: 'S1', style: 'elastic_defend' });
    expect([result.verdict, explanation]).toEqual(['missed', undefined]);
    expect(nearMiss?.stages[0]?.closest[0]?.failed).toMatchObject({ outcome: 'failed' });
  });

  it('that is not there is not found', async () => {
    await expect(getCoverageCell(dependencies(), { ruleId, testId: 'P4', style: 'winlogbeat' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe("a user's own test", () => {
  const line = JSON.stringify({ '@timestamp': '2024-01-01T00:00:00Z', 'event.category': 'process', 'event.module': 'endpoint', 'process.name': 'a.exe' });

  it('is a row until it is deleted', async () => {
    const { testId } = await addOwnTest(dependencies(), { name: 'Mine', ndjson: `${line}\n\n${line}\n`, caughtBy: [ruleId] });
    const { tests, summary } = await runCoverage(dependencies(), { testIds: [testId] });
    expect(tests.at(-1)).toMatchObject({ testId, title: 'Mine', kind: 'own', styles: ['elastic_defend'] });
    expect(summary.problems).toContainEqual({ code: 'required_not_detected', testId, ruleId, style: 'elastic_defend' });
    expect(await verdictOf('S1')).toMatchObject({ verdict: 'stale' });
    expect(await deleteOwnTest(savedObjects, testId)).toEqual({ deleted: testId });
    expect((await findCoverage(dependencies())).tests).toHaveLength(scenarios.length);
    await expect(deleteOwnTest(savedObjects, testId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['{', 'not_json', 2],
    ['[]', 'not_an_object', 2],
    ['{"event.category":"file"}', 'no_time', 2],
    ['{"@timestamp":"2024-01-01T00:00:00Z"}', 'no_category', 2],
    ['{"@timestamp":"2024-01-01T00:00:00Z","event.category":"file","event.module":"sysmon"}', 'other_style', 2],
    ['{"@timestamp":"2024-01-01T00:00:00Z","event.category":"file","event.module":"endpoint","file.size":"large"}', 'refused', 2],
  ])('with the line %s is refused with its number, and nothing is stored', async (bad, reason, number) => {
    await expect(addOwnTest(dependencies(), { name: 'x', ndjson: `${line}\n${bad}`, caughtBy: [] })).rejects.toMatchObject({ code: 'invalid_request', details: { line: number, reason } });
    expect(objects.size).toBe(0);
  });
});

it('the pack tells hashes, time and version', async () => {
  await runCoverage(dependencies(), {});
  const { markdown, ndjson } = await getCoveragePack(dependencies(), { version: '1.2.3' });
  const { corpusHash, rules: shown } = await findCoverage(dependencies());
  for (const part of ['1.2.3', '2024-01-01T00:00:00.000Z', corpusHash, shown[0]?.ruleHash.slice(0, 16) ?? '?']) expect(markdown).toContain(part);
  expect(JSON.parse(ndjson.split('\n')[0] ?? '')).toMatchObject({ kind: 'staging_watch_coverage', version: '1.2.3', corpusHash });
});
