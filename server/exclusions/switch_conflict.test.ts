import type { SavedObject, SavedObjectsClientContract } from '@kbn/core/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { seedExclusions, seedSequenceRuleId } from '../../common/exclusions';
import { packageRules } from '../../scripts/package_rules';
import type { DetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import { createRuleLocks } from '../lib/rule_locks';
import { UpstreamFailure } from '../lib/upstream_failure';
import { findExclusions } from './find_exclusions';
import { switchExclusion, type SwitchDependencies } from './switch_exclusion';

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
  return { detectionEngine: engine as DetectionEngineClient, savedObjects, ruleContents, locks: createRuleLocks(), spaceId: 'default', userName: 'tuner', now: () => new Date() };
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
