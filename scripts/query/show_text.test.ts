import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeJson, showText, showWithCarets } from './show_text';

describe('showText', () => {
  it('shows what a terminal would apply as tokens', () => {
    expect(showText('a\u001b[2J\u202eb\tc\u2066é\ud800')).toBe('a<ESC>[2J<RLO>b<TAB>c<U+2066>é<U+D800>');
    expect(showText('one\ntwo\u0007', { lines: true })).toBe('one\ntwo<U+0007>');
  });
  it('lets no control or format character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(showText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      })
    );
  });
});

describe('showWithCarets', () => {
  it('puts carets under the shown form of each stretch', () => {
    expect(showWithCarets('x\u202etar 世界y', [{ start: 1, end: 5 }, { start: 7, end: 8 }])).toEqual(['x<RLO>tar 世界y', ' ^^^^^^^^   ^^']);
  });
  it('cuts what is far from every stretch', () => {
    const [shown, carets] = showWithCarets(`${'a'.repeat(1000)}tar${'b'.repeat(1000)}zip${'c'.repeat(1000)}`, [{ start: 1000, end: 1003 }, { start: 2003, end: 2006 }]);
    expect(shown).toBe(`…${'a'.repeat(40)}tar${'b'.repeat(40)}…${'b'.repeat(40)}zip${'c'.repeat(40)}…`);
    expect([...carets].flatMap((mark, index) => (mark === '^' ? [shown[index]] : [])).join('')).toBe('tarzip');
  });
  it('points behind the end', () => {
    expect(showWithCarets('a and', [{ start: 5, end: 5 }])).toEqual(['a and', '     ^']);
  });
});

describe('safeJson', () => {
  it('keeps the value and hides nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = safeJson(JSON.stringify({ text }));
        expect(JSON.parse(json)).toEqual({ text });
        expect(json).not.toMatch(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/u);
      })
    );
  });
});
