import { describe, expect, it } from 'vitest';
import { rulesHealth } from './rules_health';

const rule = (more: object) => ({ state: 'installed' as const, enabled: true, ...more });
const ran = (at: string, outcome = 'succeeded') => rule({ lastRun: { at, outcome } });

describe('rulesHealth', () => {
  it.each([
    [[], { kind: 'cannot_match', why: 'none_installed', count: 0 }],
    [[rule({ state: 'missing' as const }), rule({ state: 'deleted' as const })], { kind: 'cannot_match', why: 'none_installed', count: 0 }],
    [[rule({ enabled: false })], { kind: 'cannot_match', why: 'none_enabled', count: 1 }],
    [[rule({})], { kind: 'cannot_match', why: 'never_ran', count: 1 }],
    [[ran('2026-09-01T10:00:00Z', 'failed')], { kind: 'cannot_match', why: 'all_failing', count: 1 }],
    [[ran('2026-09-01T10:00:00Z'), ran('2026-09-01T10:05:00Z')], { kind: 'running', count: 2, lastRunAt: '2026-09-01T10:05:00Z' }],
    [[ran('2026-09-01T10:00:00Z'), ran('2026-09-01T10:05:00Z', 'failed'), rule({ enabled: false })], { kind: 'some_failing', running: 1, failing: 1, lastRunAt: '2026-09-01T10:00:00Z' }],
    [[ran('2026-09-01T10:00:00Z', 'partial failure'), rule({})], { kind: 'some_failing', running: 1, failing: 1, lastRunAt: '2026-09-01T10:00:00Z' }],
  ])('%j', (rules, health) => {
    expect(rulesHealth(rules)).toEqual(health);
  });
});
