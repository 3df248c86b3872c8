import { describe, expect, it } from 'vitest';
import type { StagingEvent } from '../detection';
import { foldRows, orderRows, toTimelineRow, type TimelineRow } from './index';

let next = 0;
function write(name: string, rest: Partial<StagingEvent> = {}): TimelineRow {
  next += 1;
  const event: StagingEvent = {
    position: 1,
    id: `e${next}`,
    index: 'logs',
    category: 'file',
    action: 'creation',
    occurredAt: new Date(1_700_000_000_000 + next * 1_000).toISOString(),
    host: {},
    user: { name: 'bob' },
    process: { entityId: 'p1', name: 'robocopy.exe' },
    file: { path: `C:\\stage\\${name}`, directory: 'C:\\stage', extension: name.split('.').pop(), sizeBytes: 10 },
    ...rest,
  };
  const row = toTimelineRow(event);
  if (!row) throw new Error('no row');
  return row;
}

describe('foldRows', () => {
  it('folds neighbours of one process, action and folder', () => {
    const [row, ...others] = foldRows([write('a.zip'), write('b.txt'), write('c.zip')]);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ count: 3, extensions: ['zip', 'txt'], sizeBytes: 30 });
    expect(row?.eventIds).toHaveLength(3);
    expect(Date.parse(row?.lastOccurredAt ?? '') - Date.parse(row?.occurredAt ?? '')).toBe(2_000);
  });

  it('does not fold over what stands between', () => {
    const other = write('x.zip', { process: { entityId: 'p2' } });
    expect(foldRows([write('a.zip'), other, write('b.zip')]).map(({ count }) => count)).toEqual([1, 1, 1]);
  });

  it('keeps other actions, folders, users and unknown processes apart', () => {
    const rows = [
      write('a.zip'),
      write('a.zip', { action: 'deletion' }),
      write('a.zip', { action: 'deletion', file: { path: 'D:\\a.zip', directory: 'D:\\', extension: 'zip' } }),
      write('a.zip', { action: 'deletion', file: { path: 'D:\\a.zip', directory: 'D:\\', extension: 'zip' }, user: { name: 'eve' } }),
      write('a.zip', { process: undefined }),
      write('b.zip', { process: undefined }),
    ];
    expect(foldRows(rows)).toHaveLength(6);
  });

  it('keeps alerts and two starts of a program apart', () => {
    const start = (entityId: string): TimelineRow => write('x', { category: 'process', file: undefined, process: { entityId, executable: 'C:\\cmd.exe', commandLine: 'cmd' } });
    const alert: TimelineRow = { id: 'a', lane: 'alert', occurredAt: '2023-11-14T22:13:20.000Z', count: 1, eventIds: [] };
    expect(foldRows([start('a'), start('b'), alert, alert])).toHaveLength(4);
  });
});

describe('orderRows', () => {
  it('orders by time and puts an alert after what it is about', () => {
    const event = write('a.zip');
    const alert: TimelineRow = { id: 'a', lane: 'alert', occurredAt: event.occurredAt, count: 1, eventIds: [] };
    expect(orderRows([write('later.zip'), alert, event]).map(({ lane }) => lane)).toEqual(['file', 'alert', 'file']);
  });
});
