import { describe, expect, it } from 'vitest';
import type { PredicateExplanation, StagingEvent } from '../../../common/detection';
import { eventTexts, plainField } from './event_texts';

const event: StagingEvent = {
  position: 1,
  id: 'e',
  index: 'irrelevant',
  category: 'process',
  occurredAt: '2026-09-01T10:00:00.000Z',
  host: {},
  user: {},
  process: { executable: 'C:\\cmd.exe', commandLine: 'cmd /c copy a copy b', args: ['cmd', '/c', 'copy', 'a', 'copy', 'b'] },
};
const matched = (field: string, more: Partial<PredicateExplanation>): PredicateExplanation => ({ outcome: 'matched', field, operator: ':', spans: [{ start: 0, end: 4, part: 'copy' }], location: { start: 0, end: 1 }, ...more });
const explain = (...predicates: PredicateExplanation[]) => eventTexts(event, { position: 1, predicates });

describe('eventTexts', () => {
  it('marks the argument that the matcher saw, not an equal one', () => {
    const { texts, unplaced } = explain(matched('process.args', { element: 4, text: 'copy' }));
    expect(texts.filter(({ spans }) => spans.length > 0)).toEqual([{ field: 'process.args', element: 4, text: 'copy', spans: [{ start: 0, end: 4, part: 'copy' }] }]);
    expect(unplaced.size).toBe(0);
  });

  it('collects the spans of several predicates on one text, sub-fields included', () => {
    const { texts } = explain(matched('process.command_line.text', { text: 'cmd /c copy a copy b' }), matched('?process.command_line', { text: 'cmd /c copy a copy b', spans: [{ start: 7, end: 11, part: 'copy' }] }));
    expect(texts[0]).toMatchObject({ field: 'process.command_line', spans: [{ start: 0 }, { start: 7 }] });
    expect(texts.some(({ field }) => field === 'process.args')).toBe(false);
  });

  it('does not guess where the matcher saw another text: that predicate shows it itself', () => {
    const other = matched('process.command_line', { text: 'changed since' });
    const { texts, unplaced } = explain(other, matched('process.name', { text: 'cmd.exe' }));
    expect(texts.every(({ spans }) => spans.length === 0)).toBe(true);
    expect([...unplaced].map(({ field }) => field)).toEqual(['process.command_line', 'process.name']);
  });

  it('shows the program in full where the rule looked at it', () => {
    expect(explain(matched('process.executable', { text: 'C:\\cmd.exe' })).texts.map(({ field }) => field)).toEqual(['process.command_line', 'process.executable']);
  });

  it('shows everything without an explanation, arguments only where there is no command line', () => {
    expect(eventTexts(event, undefined).texts.map(({ field }) => field)).toEqual(['process.command_line']);
    const bare = { ...event, process: { args: ['a', 'b'] } };
    expect(eventTexts(bare, undefined).texts).toEqual([{ field: 'process.args', element: 0, text: 'a', spans: [] }, { field: 'process.args', element: 1, text: 'b', spans: [] }]);
  });
});

describe('plainField', () => {
  it.each([
    ['?file.path', 'file.path'],
    ['process.command_line.text', 'process.command_line'],
    ['file.path.caseless', 'file.path'],
    ['text', 'text'],
  ])('%s', (field, plain) => expect(plainField(field)).toBe(plain));
});
