import { describe, expect, it } from 'vitest';
import type { RuleContent } from '../../common/detection';
import { packageRules } from '../../scripts/package_rules';
import { createDetectionEngineClient } from '../lib/detection_engine_client';
import type { DetectionRule } from '../lib/detection_rule';
import type { LoopbackRequest } from '../lib/loopback';
import { installRules } from './install_rules';
import type { InstalledRule } from './installed_rule_store';
import { fingerprint, toRuleWrite } from './rule_write';

const [content] = packageRules().rules.filter(({ type, tiebreaker_field: field, exclusions }) => type === 'eql' && field === undefined && exclusions.length === 0);
if (!content) throw new Error('no plain rule');

/** The rule as an older content wrote it, with what a person and Kibana added since. */
const asWritten = (older: RuleContent): DetectionRule => ({
  ...toRuleWrite(older),
  ...{ immutable: false, created_by: 'ana', execution_summary: undefined, actions: [{ id: 'mail' }], timeline_id: 't' },
  id: 'uuid',
  enabled: true,
  revision: 3,
  created_at: 'x',
  updated_at: 'x',
  updated_by: 'ana',
  exceptions_list: [{ list_id: 'l', type: 'detection', namespace_type: 'single' }],
});

async function update(older: RuleContent, { readAgain = asWritten(older), fails = false }: { readonly readAgain?: DetectionRule; readonly fails?: boolean } = {}): Promise<{ method: string; body: Record<string, unknown> } | undefined> {
  const sent: LoopbackRequest[] = [];
  const state: InstalledRule = { ruleId: older.rule_id, fingerprint: fingerprint(toRuleWrite(older)), query: older.query, installedAt: 'x', enablePending: false };
  const detectionEngine = createDetectionEngineClient({
    loopback: (request) => {
      sent.push(request);
      if (request.path.includes('_find')) return Promise.resolve({ status: 200, body: { data: [asWritten(older)] } });
      if (request.method === 'GET' && request.path.includes('?id=')) return Promise.resolve({ status: 200, body: readAgain });
      return Promise.resolve({ status: 200, body: { is_authenticated: true, has_encryption_key: true } });
    },
    credentials: () => ({ authorization: 'Basic x' }),
    spaceId: 'default',
  });
  const store = { get: () => Promise.resolve(state), getMany: () => Promise.resolve(new Map([[older.rule_id, state]])), put: () => Promise.resolve() };
  const report = await installRules({ detectionEngine, store, ruleContents: [content as RuleContent], now: () => new Date() }, { enable: false, repair: false });
  expect(report).toMatchObject(fails ? { installed: [], failed: [{ code: 'conflict' }] } : { installed: [older.rule_id], failed: [] });
  const written = sent.find(({ method }) => method !== 'GET');
  return written && { method: written.method, body: written.body as Record<string, unknown> };
}

describe('a newer content over an older one', () => {
  it('is a patch of what we write where nothing goes', async () => {
    const { method, body } = (await update({ ...content, description: 'What it saw before.' })) ?? {};
    expect([method, body?.id, body?.description]).toEqual(['PATCH', 'uuid', content.description]);
    expect(body).not.toHaveProperty('enabled');
  });

  it.each([{ tiebreaker_field: 'event.sequence' }, { building_block_type: 'default' as const }])('replaces the whole where %j goes, and keeps what a person set', async (gone) => {
    const { method, body } = (await update({ ...content, ...gone })) ?? {};
    expect(method).toBe('PUT');
    for (const name of [...Object.keys(gone), 'rule_id', 'revision', 'created_by', 'immutable']) expect(body).not.toHaveProperty(name);
    expect(body).toMatchObject({ id: 'uuid', query: content.query, enabled: true, actions: [{ id: 'mail' }], timeline_id: 't', exceptions_list: [{ list_id: 'l' }] });
  });

  it('is not written over what somebody changed since the rule was read', async () => {
    const older = { ...content, tiebreaker_field: 'event.sequence' };
    expect(await update(older, { readAgain: { ...asWritten(older), enabled: false, revision: 4 }, fails: true })).toBeUndefined();
  });
});
