import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineChanges } from './line_changes';

const short = (before: string, after: string): string[] => lineChanges(before, after).map(({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`);

describe('lineChanges', () => {
  it('shows the changed line with two lines around it', () => {
    expect(short('a\nb\nc\nd\ne\nf\ng', 'a\nb\nc\nX\ne\nf\ng')).toEqual([' b', ' c', '-d', '+X', ' e', ' f']);
  });

  it.each([
    ['a\nb', 'a', [' a', '-b']],
    ['a', 'a\nb', [' a', '+b']],
    ['a\na', 'a', [' a', '-a']],
    ['', '', [' ']],
    ['x', 'y', ['-x', '+y']],
  ])('%j to %j', (before, after, lines) => {
    expect(short(before, after)).toEqual(lines);
  });

  it('loses nothing that changed', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = lineChanges(before, after);
        const removed = changes.filter(({ kind }) => kind === 'removed').length;
        const added = changes.filter(({ kind }) => kind === 'added').length;
        expect(before.split('\n').length - removed).toBe(after.split('\n').length - added);
        expect(removed + added === 0).toBe(before === after);
      })
    );
  });
});
