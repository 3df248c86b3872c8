import { describe, expect, it } from 'vitest';
import type { Hit } from '../lib/search';
import { toEpisode } from './to_episode';

const ancestor = (id: string, type: 'event' | 'signal') => ({ id, type, index: type === 'event' ? `.ds-logs-${id}` : '', depth: type === 'event' ? 0 : 1 });
const rule = { 'kibana.alert.rule.rule_id': 'r', 'kibana.alert.rule.uuid': 'u', 'kibana.alert.rule.name': 'Staged', 'kibana.alert.severity': 'high', 'kibana.alert.risk_score': 73 };

function block(shell: string, index: number, source: Record<string, unknown>): Hit {
  return {
    id: `${shell}-b${index}`,
    index: 'alerts',
    source: { ...rule, 'kibana.alert.group.id': shell, 'kibana.alert.group.index': index, 'kibana.alert.ancestors': [ancestor(`e${index}`, 'event')], '@timestamp': '2024-05-05T10:00:00.000Z', ...source },
  };
}

const process = { 'kibana.alert.original_time': '2024-05-05T08:00:00.000Z', 'event.category': ['process'], process: { entity_id: 'p', name: 'cmd.exe', parent: { name: 'explorer.exe' } }, user: { name: 'bob' } };
const file = { 'kibana.alert.original_time': '2024-05-05T08:00:04.000Z', 'event.category': ['file'], 'process.entity_id': 'p', file: { path: 'C:\\stage\\a.zip' } };
const shell: Hit = {
  id: 's',
  index: 'alerts',
  source: {
    ...rule,
    '@timestamp': '2024-05-05T10:00:00.500Z',
    'kibana.alert.original_time': '2024-05-05T10:00:00.000Z',
    'kibana.alert.group.id': 's',
    'kibana.alert.workflow_status': 'acknowledged',
    'kibana.alert.ancestors': [ancestor('e0', 'event'), ancestor('b0', 'signal'), ancestor('e1', 'event'), ancestor('b1', 'signal')],
    host: { id: 'h', name: 'ws-1' },
  },
};

describe('toEpisode', () => {
  it('takes times, parent and files of a sequence from its own blocks, in their order', () => {
    const episode = toEpisode(shell, [block('s', 1, file), block('other', 0, process), block('s', 0, process)]);
    expect(episode).toMatchObject({
      id: 's',
      createdAt: '2024-05-05T10:00:00.500Z',
      occurredAt: '2024-05-05T08:00:00.000Z',
      status: 'acknowledged',
      severity: 'high',
      host: { id: 'h', name: 'ws-1' },
      user: { name: 'bob' },
      parent: { name: 'explorer.exe' },
      joinStrength: 'same_process',
      missingEvents: 0,
      documentIds: ['s', 's-b1', 's-b0'],
    });
    expect(episode.events.map(({ position, id, index, category }) => [position, id, index, category])).toEqual([[1, 'e0', '.ds-logs-e0', 'process'], [2, 'e1', '.ds-logs-e1', 'file']]);
    expect(episode.events[1]?.file).toMatchObject({ path: 'C:\\stage\\a.zip', directory: 'C:\\stage' });
  });

  it('is of an exercise where the shell and every block carry the tag', () => {
    const tagged = (tags: string[], first: string[], second: string[]): boolean => toEpisode({ ...shell, source: { ...shell.source, tags } }, [block('s', 0, { ...process, tags: first }), block('s', 1, { ...file, tags: second })]).isTest;
    const test = ['staging-watch-test'];
    expect([tagged(test, test, [...test, 'x']), tagged(test, test, ['x']), tagged([], test, test), tagged(['x'], [], [])]).toEqual([true, false, false, false]);
  });

  it('tells what a threshold rule counted, from objects in lists', () => {
    const counted: Hit = {
      id: 't',
      index: 'alerts',
      source: {
        ...rule,
        '@timestamp': '2024-05-05T10:00:00.000Z',
        'host.id': 'h',
        'kibana.alert.threshold_result': { count: 7, from: '2024-05-05T09:00:00.000Z', terms: [{ field: 'host.id', value: 'h' }, { field: 'user.name', value: 'bob' }], cardinality: [{ field: 'file.name', value: 5 }] },
      },
    };
    const terms = [{ field: 'host.id', value: 'h' }, { field: 'user.name', value: 'bob' }];
    expect(toEpisode(counted, []).counted).toEqual({ count: 7, from: '2024-05-05T09:00:00.000Z', terms, different: [{ field: 'file.name', value: 5 }], ruleNames: [] });
    expect(toEpisode(shell, []).counted).toBeUndefined();
  });

  it('counts blocks that are gone', () => {
    const episode = toEpisode(shell, [block('s', 1, file)]);
    expect(episode.missingEvents).toBe(1);
    expect(episode.occurredAt).toBe('2024-05-05T08:00:04.000Z');
    expect(episode.joinStrength).toBeUndefined();
  });

  it('takes a single alert for its own event', () => {
    const single: Hit = { id: 'a', index: 'alerts', source: { ...rule, ...file, '@timestamp': '2024-05-05T10:00:00.000Z', 'kibana.alert.ancestors': [ancestor('e1', 'event')], 'kibana.alert.workflow_status': 'open' } };
    const episode = toEpisode(single, []);
    expect(episode).toMatchObject({ id: 'a', occurredAt: '2024-05-05T08:00:04.000Z', missingEvents: 0, documentIds: ['a'] });
    expect(episode.events.map(({ position, id }) => [position, id])).toEqual([[1, 'e1']]);
  });

  it('lives with an alert of nothing', () => {
    expect(toEpisode({ id: 'x', index: 'alerts', source: {} }, [])).toMatchObject({ status: 'open', severity: 'low', rule: { ruleId: '', uuid: '', name: '' } });
  });
});
