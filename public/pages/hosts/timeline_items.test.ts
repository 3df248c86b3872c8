import { describe, expect, it } from 'vitest';
import type { TimelineRow } from '../../../common/timeline';
import { timelineItems, type TimelineItem, type TimelineItemsOptions } from './timeline_items';

const row = (id: string, more: Partial<TimelineRow> = {}): TimelineRow => ({ id, lane: 'file', occurredAt: '2026-09-01T10:00:00.000Z', count: 1, eventIds: [id], ...more });
const options = (more: Partial<TimelineItemsOptions> = {}): TimelineItemsOptions => ({ open: new Set(), singles: undefined, hiddenLanes: new Set(), focus: undefined, dayOf: (iso) => iso.slice(0, 10), ...more });
const short = (items: readonly TimelineItem[]): string[] => items.map((item) => (item.kind === 'day' ? `# ${item.at.slice(0, 10)}` : `${item.inFold ? '> ' : ''}${item.row.id}${item.isFocused ? ' *' : ''}`));

describe('timelineItems', () => {
  const fold = row('f', { count: 2, eventIds: ['i/1', 'i/2'] });

  it('puts a heading where the day changes, of shown rows only', () => {
    const rows = [row('a', { lane: 'process' }), row('b'), row('c', { occurredAt: '2026-09-02T00:00:00.000Z' })];
    expect(short(timelineItems(rows, options()))).toEqual(['# 2026-09-01', 'a', 'b', '# 2026-09-02', 'c']);
    expect(short(timelineItems(rows, options({ hiddenLanes: new Set(['file']) })))).toEqual(['# 2026-09-01', 'a']);
  });

  it('opens a fold in place once its events are there', () => {
    const singles = [row('i/1'), row('i/2'), row('i/3')];
    expect(short(timelineItems([fold], options({ open: new Set(['f']) })))).toEqual(['# 2026-09-01', 'f']);
    expect(short(timelineItems([fold], options({ open: new Set(['f']), singles })))).toEqual(['# 2026-09-01', 'f', '> i/1', '> i/2']);
  });

  it('focuses the row that holds the event, and the event itself once it is shown', () => {
    expect(short(timelineItems([fold], options({ focus: 'i/2' })))[1]).toBe('f *');
    expect(short(timelineItems([fold], options({ focus: 'i/2', open: new Set(['f']), singles: [row('i/1'), row('i/2')] })))).toEqual(['# 2026-09-01', 'f', '> i/1', '> i/2 *']);
    expect(short(timelineItems([row('x', { lane: 'alert', eventIds: [], alert: { id: 'al', ruleName: 'r', severity: 'high', status: 'open' } })], options({ focus: 'al' })))[1]).toBe('x *');
  });

  it('does not focus an alert for one of its events', () => {
    const alert = row('x', { lane: 'alert', eventIds: ['i/1'], alert: { id: 'al', ruleName: 'r', severity: 'high', status: 'open' } });
    expect(short(timelineItems([row('i/1'), alert], options({ focus: 'i/1' })))).toEqual(['# 2026-09-01', 'i/1 *', 'x']);
  });

  it('has no lines for no rows', () => {
    expect(timelineItems([], options())).toEqual([]);
  });
});
