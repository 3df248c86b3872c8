import { describe, expect, it } from 'vitest';
import { toVisibleText } from './visible_text';

describe('toVisibleText', () => {
  it.each([
    ['ws-17', 'ws-17'],
    ['a\u202eexe.txt', 'a‹RLO U+202E›exe.txt'],
    ['line\nbreak', 'line‹LF U+000A›break'],
    ['x'.repeat(300), `${'x'.repeat(200)}…`],
  ])('%j', (text, shown) => {
    expect(toVisibleText(text)).toBe(shown);
  });
});
