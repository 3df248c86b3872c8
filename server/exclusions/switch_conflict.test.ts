import type { SavedObject, SavedObjectsClientContract } from '@kbn/core/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { seedExclusions, seedSequenceRuleId } from '../../common/exclusions';
import { packageRules } from '../../scripts/package_rules';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import { AppError } from '../lib/app_error';
import { createRuleLocks } from '../lib/rule_locks';
import { UpstreamFailure } from '../lib/upstream_failure';
import { findExclusions } from './find_exclusions';
import { switchExclusion, type SwitchDependencies, type SwitchOrder } from './switch_exclusion';

const { rules: ruleContents } = packageRules();
const content = ruleContents.find(({ rule_id }) => rule_id === seedSequenceRuleId);
if (!content) throw new Error('the seed is missing');
const seedText = content.query;
const exclusion = seedExclusions.find(({ position, value }) => position === 1 && value === 'svchost.exe');
const id = exclusion?.id ?? '';

let objects: Map<string, { attributes: Record<string, unknown>; version: number }>;
let rule: DetectionRule;
/** Called before each step on the rule: what another person does at that very moment. */
let meanwhile: (step: 'get' | 'patch') => void;

beforeEach(() => {
  objects = new Map();
  meanwhile = () => undefined;
  rule = { ...content, enabled: true, id: 'uuid', to: 'now', revision: 7, created_at: '', updated_at: '', updated_by: '' };
});

const edit = (query: string): void => {
  rule = { ...rule, query, revision: (rule.revision ?? 0) + 1 };
};
const fail = (statusCode: number): never => {
  throw Object.assign(new Error(String(statusCode)), { output: { statusCode } });
};
const shown = <T>(type: string, objectId: string): SavedObject<T> => {
  const found = objects.get(`${type}:${objectId}`) ?? fail(404);
  return { id: objectId, type, attributes: found.attributes as T, references: [], version: String(found.version) };
};

const savedObjects = {
  get: async <T>(type: string, objectId: string) => shown<T>(type, objectId),
  create: async <T>(type: string, attributes: T, options?: { id?: string; overwrite?: boolean }) => {
    const key = `${type}:${options?.id}`;
    if (objects.has(key) && !options?.overwrite) fail(409);
    objects.set(key, { attributes: attributes as Record<string, unknown>, version: 1 });
    return shown<T>(type, options?.id ?? '');
  },
  update: async <T>(type: string, objectId: string, attributes: Partial<T>, options?: { version?: string }) => {
    const found = objects.get(`${type}:${objectId}`) ?? fail(404);
    if (options?.version !== undefined && options.version !== String(found.version)) fail(409);
    objects.set(`${type}:${objectId}`, { attributes: { ...found.attributes, ...attributes }, version: found.version + 1 });
    return shown<Partial<T>>(type, objectId);
  },
  bulkGet: async <T>(wanted: ReadonlyArray<{ type: string; id: string }>) => ({ saved_objects: wanted.flatMap(({ type, id: objectId }) => (objects.has(`${type}:${objectId}`) ? [shown<T>(type, objectId)] : [])) }),
  find: async <T>() => {
    const found = activities().map(([key, { attributes }]) => ({ id: key, type: '', attributes: attributes as T, references: [], score: 0 }));
    return { total: found.length, page: 1, per_page: 50, saved_objects: found };
  },
} as unknown as SavedObjectsClientContract;

const activities = () => [...objects].filter(([key]) => key.startsWith('staging-watch-exclusion-activity:')).reverse();
const lastActivity = () => activities()[0]?.[1].attributes;

function dependencies(patch?: () => never): SwitchDependencies {
  const engine: Partial<DetectionEngineClient> = {
    findRules: async () => [rule],
    getRule: async () => {
      meanwhile('get');
      return rule;
    },
    patchRule: async (_uuid, { query }) => {
      meanwhile('patch');
      patch?.();
      edit(query ?? '');
      return rule;
    },
  };
  return { detectionEngine: engine as DetectionEngineClient, savedObjects, ruleContents, locks: createRuleLocks(), spaceId: 'default', userName: 'tuner', callerKey: () => 'tuner', now: () => new Date() };
}
const turnOff = (patch?: () => never) => switchExclusion(dependencies(patch), { id, on: false, reason: 'test' });
const once = (act: (step: 'get' | 'patch') => void): void => {
  meanwhile = (step) => {
    meanwhile = () => undefined;
    act(step);
  };
};
const without = (text: string): string => text.replace('"svchost.exe", ', '');

describe('somebody saves the rule while it is switched', () => {
  it('before it is written: their text is read again, and both changes stand', async () => {
    once(() => edit(seedText.replace('maxspan=5m', 'maxspan=9m')));
    expect(await turnOff()).toMatchObject({ on: false, state: 'off' });
    expect(rule.query).toBe(without(seedText).replace('maxspan=5m', 'maxspan=9m'));
    expect(activities().map(([, { attributes }]) => attributes.outcome)).toEqual(['done', 'refused']);
  });

  it('at the very moment it is written: it is told, not hidden', async () => {
    meanwhile = (step) => {
      if (step === 'patch') edit(seedText.replace('maxspan=5m', 'maxspan=9m'));
    };
    await expect(turnOff()).rejects.toMatchObject({ code: 'conflict' });
    expect(lastActivity()).toMatchObject({ outcome: 'refused', errorCode: 'conflict' });
  });

  it('and Kibana refuses ours: it is tried again, and given up in the end', async () => {
    let refusals = 0;
    const conflict = (): never => {
      refusals += 1;
      throw new UpstreamFailure(409, 'version conflict');
    };
    await expect(turnOff(conflict)).rejects.toMatchObject({ code: 'conflict' });
    expect(refusals).toBe(5);
    expect(rule.query).toBe(seedText);
  });
});

describe('a guarded switch', () => {
  const [first, second] = seedExclusions.filter(({ position }) => position === 1);
  const bothOff = async (): Promise<void> => {
    for (const one of [first, second]) await switchExclusion(dependencies(), { id: one?.id ?? '', on: false, reason: 'begin' });
    for (const [key] of activities()) objects.delete(key);
  };
  const refusal = new AppError('guard_refused', 'blind');

  it('is looked at in the text it is made in: of two that together must not be, one is refused and written down', async () => {
    await bothOff();
    const seen: string[] = [];
    const guard: SwitchOrder['guard'] = async ({ queryBefore, queryAfter }) => {
      seen.push(queryBefore);
      if (queryAfter === seedText) throw refusal;
    };
    const shared = dependencies();
    const results = await Promise.allSettled([first, second].map((one) => switchExclusion(shared, { id: one?.id ?? '', on: true, reason: 'back', guard })));
    expect(results.map((result) => (result.status === 'rejected' ? result.reason : result.value.state))).toEqual(['on', refusal]);
    expect(new Set(seen).size).toBe(2);
    expect(rule.query).not.toBe(seedText);
    expect(activities().map(([, { attributes }]) => [attributes.exclusionId, attributes.errorCode ?? attributes.outcome]).sort()).toEqual([[first?.id, 'done'], [second?.id, 'guard_refused']].sort());
  });

  it('is looked at again where somebody saved the rule meanwhile, and not at all where it is there already or cannot be placed', async () => {
    await bothOff();
    let looks = 0;
    const order = { id: first?.id ?? '', on: true, reason: 'back', guard: async () => void (looks += 1) };
    once(() => edit((rule.query ?? '').replace('maxspan=5m', 'maxspan=9m')));
    expect(await switchExclusion(dependencies(), order)).toMatchObject({ on: true });
    expect(looks).toBe(2);
    await switchExclusion(dependencies(), order);
    edit('process where true');
    await expect(switchExclusion(dependencies(), order)).rejects.toMatchObject({ code: 'rule_edited' });
    expect(looks).toBe(2);
    expect(lastActivity()).toMatchObject({ outcome: 'refused', errorCode: 'rule_edited' });
  });
});

describe('a switch that fails', () => {
  it('is written down with its reason, and changes nothing', async () => {
    const refuse = (): never => {
      throw new UpstreamFailure(403, 'no right');
    };
    await expect(turnOff(refuse)).rejects.toMatchObject({ code: 'forbidden' });
    expect(lastActivity()).toMatchObject({ outcome: 'refused', errorCode: 'forbidden', by: 'tuner', queryBefore: seedText });
    expect([rule.query, rule.revision]).toEqual([seedText, 7]);
  });

  it('is known for what it is after the process died between rule and note', async () => {
    edit(`/* mine */ ${seedText}`);
    await turnOff();
    const [key] = activities()[0] ?? [''];
    const left = objects.get(key);
    if (left) objects.set(key, { ...left, attributes: { ...left.attributes, outcome: 'intended' } });
    objects.delete(`staging-watch-exclusion:${id}`);
    const row = (await findExclusions(dependencies())).find((found) => found.id === id);
    expect(row).toMatchObject({ state: 'off', lastChange: { by: 'tuner', on: false } });
    expect(await switchExclusion(dependencies(), { id, on: true, reason: 'back' })).toMatchObject({ state: 'on' });
    expect(rule.query).toBe(`/* mine */ ${seedText}`);
  });
});

describe('switches that wait for the same rule', () => {
  const exclusions = seedExclusions;
  const counted = (more: Partial<SwitchDependencies> = {}): SwitchDependencies => ({ ...dependencies(), ...more });
  let patches: number;
  const count = (step: 'get' | 'patch'): void => void (patches += step === 'patch' ? 1 : 0);
  beforeEach(() => {
    patches = 0;
    meanwhile = count;
  });
  const orders = Array.from({ length: 100 }, (_, index) => ({ id: exclusions[index % 13]?.id ?? '', on: Math.floor(index / 13) % 2 === 1, reason: `order ${index}` }));
  const seedRows = async (from: SwitchDependencies) => (await findExclusions(from)).filter(({ ruleId }) => ruleId === seedSequenceRuleId);
  const inOrder = () => activities().map(([, { attributes }]) => attributes).sort((a, b) => (String(a.at) < String(b.at) ? -1 : 1));

  it('of one caller are written together, each with its own before and after', async () => {
    const shared = counted();
    const rows = await Promise.all(orders.map((order) => switchExclusion(shared, order)));
    expect(patches).toBeLessThanOrEqual(3);
    expect(rows.map(({ id: of, on, state, lastChange }) => ({ id: of, on, state, reason: lastChange?.reason }))).toEqual(orders.map(({ on, ...rest }) => ({ ...rest, on, state: on ? 'on' : 'off' })));
    const made = inOrder();
    expect(made.map(({ exclusionId, reason, outcome }) => [exclusionId, reason, outcome])).toEqual(orders.map(({ id: of, reason }) => [of, reason, 'done']));
    made.forEach((entry, index) => expect(entry.queryBefore).toBe(index === 0 ? seedText : made[index - 1]?.queryAfter));
    expect(made.at(-1)?.queryAfter).toBe(rule.query);
    const wanted = new Map(orders.map(({ id: of, on, reason }) => [of, [on, reason]]));
    expect((await seedRows(shared)).map(({ id: of, on, lastChange }) => [of, [on, lastChange?.reason]])).toEqual([...wanted]);
  });

  it('fail by themselves', async () => {
    edit(`/* mine */ ${without(seedText)}`);
    const shared = counted();
    const results = await Promise.allSettled(exclusions.slice(0, 4).map((one) => switchExclusion(shared, { id: one.id, on: false, reason: one.value })));
    expect(results.map((result) => (result.status === 'rejected' ? (result.reason as { code: string }).code : result.value.state))).toEqual(['off', 'rule_edited', 'off', 'off']);
    expect(inOrder().map(({ outcome, errorCode }) => errorCode ?? outcome).sort()).toEqual(['done', 'done', 'done', 'rule_edited']);
  });

  it('are all refused where the one write is, and tried again together where somebody saved meanwhile', async () => {
    const refused = counted(dependencies(() => {
      throw new UpstreamFailure(403, 'no right');
    }));
    const results = await Promise.allSettled(exclusions.map((one) => switchExclusion(refused, { id: one.id, on: false, reason: 'r' })));
    expect(results.map((result) => result.status === 'rejected' && (result.reason as { code: string }).code)).toEqual(exclusions.map(() => 'forbidden'));
    expect(rule.query).toBe(seedText);
    let edits = 0;
    meanwhile = (step) => {
      if (step === 'get' && (edits += 1) === 1) edit((rule.query ?? '').replace('maxspan=5m', 'maxspan=9m'));
    };
    const again = counted();
    const rows = await Promise.all(exclusions.slice(0, 5).map((one) => switchExclusion(again, { id: one.id, on: false, reason: 'r' })));
    expect(rows.map(({ state }) => state)).toEqual(Array(5).fill('off'));
    expect(rule.query).toContain('maxspan=9m');
  });

  it('of several callers never ride on the rights of another, and keep their order for one exclusion', async () => {
    const locks = createRuleLocks();
    const may = counted({ locks, callerKey: () => 'may' });
    const mayNot = counted({ ...dependencies(() => {
      throw new UpstreamFailure(403, 'no right');
    }), locks, callerKey: () => 'may not' });
    const results = await Promise.allSettled(exclusions.map((one, index) => switchExclusion(index % 2 === 0 ? may : mayNot, { id: one.id, on: false, reason: 'r' })));
    expect(results.map(({ status }) => status)).toEqual(exclusions.map((_, index) => (index % 2 === 0 ? 'fulfilled' : 'rejected')));
    const other = counted({ locks, callerKey: () => 'other' });
    const [first, second] = [exclusions[1]?.id ?? '', exclusions[0]?.id ?? ''];
    await Promise.all([switchExclusion(may, { id: second, on: true, reason: 'begin' }), switchExclusion(other, { id: first, on: false, reason: 'b' }), switchExclusion(may, { id: first, on: true, reason: 'c' })]);
    expect((await findExclusions(may)).find((row) => row.id === first)).toMatchObject({ on: true, lastChange: { reason: 'c' } });
  });

  it('that were cut off together after the rule was written are all known', async () => {
    edit(`/* mine */ ${seedText}`);
    const shared = counted();
    await Promise.all(exclusions.slice(0, 4).map((one) => switchExclusion(shared, { id: one.id, on: false, reason: one.value })));
    const together = exclusions.slice(1, 4);
    for (const [key, left] of activities()) if (left.attributes.exclusionId !== exclusions[0]?.id) objects.set(key, { ...left, attributes: { ...left.attributes, outcome: 'intended' } });
    for (const one of together) objects.delete(`staging-watch-exclusion:${one.id}`);
    const rows = await seedRows(shared);
    expect(rows.slice(0, 4).map(({ state, lastChange }) => [state, lastChange?.reason])).toEqual(exclusions.slice(0, 4).map(({ value }) => ['off', value]));
  });
});
