import { describe, expect, it } from 'vitest';
import type { PredicateExplanation } from '../../../common/detection';
import { captionOf } from './caption';

const predicate = (more: Partial<PredicateExplanation>): PredicateExplanation => ({ outcome: 'matched', field: 'process.args', operator: ':', spans: [], location: { start: 0, end: 1 }, ...more });

describe('captionOf', () => {
  it('names argument, pattern and the first matched characters', () => {
    const spans = [{ start: 9, end: 13, part: 'copy' }, { start: 2, end: 6, part: 'COPY' }];
    expect(captionOf(predicate({ pattern: '*copy*', text: 'x Copy a copy', element: 2, spans }))).toEqual({ kind: 'argument_pattern', index: 2, pattern: '*copy*', place: { part: 'Copy', character: 3 } });
  });

  it.each([
    [{ field: 'file.path', pattern: '*\\Temp\\*', text: 'C:\\Temp\\a' }, { kind: 'pattern', pattern: '*\\Temp\\*', place: undefined }],
    [{ field: 'registry.data.strings', pattern: 'a*', text: 'ab', element: 1 }, { kind: 'element_pattern', index: 1, pattern: 'a*', place: undefined }],
    [{ field: 'process.name', operator: 'in~', pattern: 'cmd.exe', patterns: ['cmd.exe', 'sh'], text: 'CMD.EXE' }, { kind: 'value', text: 'CMD.EXE', listed: 2 }],
    [{ field: 'file.size', operator: '>', pattern: '3', text: '5' }, { kind: 'condition', operator: '>', pattern: '3' }],
    [{ field: 'x', operator: '==', pattern: 'a' }, { kind: 'condition', operator: '==', pattern: 'a' }],
    [{ outcome: 'did_not_exclude' as const, field: 'process.parent.name', operator: 'in~', patterns: ['a', 'b'], text: 'c' }, { kind: 'not_excluded', text: 'c', patterns: ['a', 'b'] }],
    [{ outcome: 'did_not_exclude' as const, field: 'process.parent.name', operator: '==', pattern: 'a' }, { kind: 'not_excluded', text: undefined, patterns: ['a'] }],
  ])('%j', (more, caption) => {
    expect(captionOf(predicate(more))).toEqual(caption);
  });
});
