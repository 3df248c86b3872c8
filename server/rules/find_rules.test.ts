import { describe, expect, it } from 'vitest';
import { ruleRowSchema } from '../../common/api';
import { toLastRun } from './find_rules';

const lastRunSchema = ruleRowSchema.shape.lastRun;

describe('the last run of a rule', () => {
  it('is told as the detection engine reports it', () => {
    for (const status of ['succeeded', 'partial failure', 'failed', 'running', 'going to run']) expect(toLastRun({ date: '2024-01-01T00:00:00.000Z', status, message: 'm' })).toEqual({ at: '2024-01-01T00:00:00.000Z', outcome: status, message: 'm' });
  });

  it('of a version with other words stays readable', () => {
    for (const last of [{ status: 'warning' }, { status: 'skipped', message: null }, { status: 'succeeded', message: undefined }]) expect(lastRunSchema.safeParse(toLastRun({ date: 'd', ...last })).success).toBe(true);
    expect(toLastRun({ date: 'd', status: 'warning' }).outcome).toBe('unknown');
  });
});
