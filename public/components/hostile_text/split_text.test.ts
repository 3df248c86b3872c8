import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText, type TextPiece } from './split_text';

const short = (pieces: readonly TextPiece[]): string => pieces.map(({ kind, content, marked }) => (kind === 'token' ? `‹${content}›` : content).replace(/^(.*)$/s, marked ? '[$1]' : '$1')).join('');

describe('splitText', () => {
  it.each([
    ['plain text', [], 'plain text'],
    ['', [{ start: 0, end: 3 }], ''],
    ['copy a b', [{ start: 0, end: 4 }], '[copy] a b'],
    ['abcdef', [{ start: 3, end: 5 }, { start: 0, end: 2 }, { start: 1, end: 3 }], '[abcde]f'],
    ['abc', [{ start: -4, end: 1 }, { start: 2, end: 99 }, { start: 1, end: 1 }], '[a]b[c]'],
    ['invoice\u202efdp.exe', [], 'invoice‹RLO U+202E›fdp.exe'],
    ['a\u202eb', [{ start: 0, end: 3 }], '[a][‹RLO U+202E›][b]'],
    ['a\tb\r\n', [], 'a‹TAB U+0009›b‹CR U+000D›‹LF U+000A›'],
    ['nul\u0000 esc\u001b[31m', [], 'nul‹NUL U+0000› esc‹ESC U+001B›[31m'],
    ['lone \ud800 x', [], 'lone ‹U+D800› x'],
    ['tag \u{e0041}', [], 'tag ‹U+E0041›'],
    ['\u{1f4c1}\u3164\ufe0f', [], '\u{1f4c1}‹U+3164›‹U+FE0F›'],
    ['x\u{1f4c1}y', [{ start: 2, end: 3 }], 'x[\u{1f4c1}]y'],
  ])('%j with %j', (text, spans, expected) => {
    expect(short(splitText(text, spans))).toBe(expected);
  });

  it('loses no character, keeps the order, and marks exactly what the spans cover', () => {
    const span = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 50 }), fc.array(span, { maxLength: 6 }), (text, spans) => {
        const pieces = splitText(text, spans);
        let at = 0;
        for (const piece of pieces) {
          expect(piece.start).toBe(at);
          const length = piece.kind === 'token' ? 1 : piece.content.length;
          if (piece.kind === 'text') expect(piece.content).toBe(text.slice(at, at + length));
          for (let index = at; index < at + length; index += 1) expect(piece.marked).toBe(spans.some(({ start, end }) => start <= index && index < end));
          at += length;
        }
        expect(at).toBe(text.length);
      })
    );
  });

  it('takes a megabyte with many spans in one pass', () => {
    const spans = Array.from({ length: 10_000 }, (_, index) => ({ start: index * 100, end: index * 100 + 3 }));
    expect(splitText('a'.repeat(1_000_000), spans)).toHaveLength(20_000);
  });
});
