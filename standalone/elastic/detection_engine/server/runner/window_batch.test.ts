import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleParams } from '../rules/rule';
import { windowsWithEvents } from './occupied_windows';
import { batchesOf, fitsOneWindow, isBatchable } from './window_batch';

const plan = { width: { from: -15, to: 0 }, intervalMs: 5, first: 100, count: 40 };

describe('windowsWithEvents', () => {
  it('names every window that an event lies in, and none that no interval with events touches', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 95, max: 290 }), { maxLength: 20 }), (times) => {
        const counts = new Map<number, number>();
        for (const time of times) counts.set(Math.floor(time / 5) * 5, (counts.get(Math.floor(time / 5) * 5) ?? 0) + 1);
        const found = windowsWithEvents(plan, [...counts].map(([key, docCount]) => ({ key, doc_count: docCount }))).map(({ window }) => window.to);
        const all = Array.from({ length: plan.count }, (_, position) => plan.first + position * 5);
        const needed = all.filter((to) => times.some((time) => to - 15 <= time && time <= to));
        const touched = all.filter((to) => [...counts.keys()].some((key) => key <= to && to - 15 <= key + 4));
        return needed.every((to) => found.includes(to)) && JSON.stringify(found) === JSON.stringify(touched);
      })
    );
  });
});

describe('batches', () => {
  const occupied = (from: number, events: number) => ({ window: { from, to: from + 15 }, events });

  it('keep order and hold a bearable number of events', () => {
    const windows = [occupied(0, 15_000), occupied(5, 4_000), occupied(10, 4_000), occupied(15, 90_000), occupied(20, 1)];
    expect(batchesOf(windows).map((batch) => batch.map(({ window }) => window.from))).toEqual([[0, 5], [10], [15], [20]]);
    expect(batchesOf([])).toEqual([]);
  });

  it('keep matches that lie in one window only', () => {
    const event = (time: number) => ({ _index: 'i', _id: String(time), _source: { '@timestamp': new Date(time).toISOString() } });
    const batch = [occupied(0, 1), occupied(5, 1)];
    expect(fitsOneWindow([event(5), event(20)], batch)).toBe(true);
    expect(fitsOneWindow([event(4), event(20)], batch)).toBe(false);
  });
});

describe('isBatchable', () => {
  const params = (query: string, more: Partial<RuleParams> = {}): RuleParams => ({
    type: 'eql', query, ruleId: 'r', description: '', riskScore: 1, severity: 'low', from: 'now-15m', to: 'now', maxSignals: 100, version: 1, immutable: false, exceptionsList: [], riskScoreMapping: [], severityMapping: [], ...more,
  });

  it.each([
    ['process where true', true],
    ['sequence by host.id with maxspan=5m [process where process.args : "*|*"] [file where true]', true],
    ['process where process.command_line : "* until ![x]*" // | head', true],
    ['process where true | head 3', false],
    ['sequence [process where true] ![file where true] [file where true]', false],
    ['sequence [process where true] [file where true] until [process where event.type == "end"]', false],
    ['sequence [process where true] with runs=3 [file where true]', false],
    ['sample by host.id [process where true] [file where true]', false],
  ])('%s: %s', (query, expected) => expect(isBatchable(params(query))).toBe(expected));

  it('is not for counting rules and not for other times than @timestamp', () => {
    expect(isBatchable(params('', { type: 'threshold' }))).toBe(false);
    expect(isBatchable(params('', { type: 'new_terms' }))).toBe(false);
    expect(isBatchable(params('process where true', { timestampOverride: 'event.ingested' }))).toBe(false);
    expect(isBatchable(params('', { type: 'query' }))).toBe(true);
  });
});
