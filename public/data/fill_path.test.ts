import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillPath } from './fill_path';

describe('fillPath', () => {
  it('gives any value back when the path is parsed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 1, unit: 'grapheme' }), fc.constantFrom('../x', 'a/b?c#d', '%2e%2e', 'e1/_turn_on', '\u202e')), (id) => {
        fc.pre(id !== '.' && id !== '..');
        const url = new URL(fillPath('/internal/x/{id}/_turn_off', { id }), 'http://host');
        const parts = url.pathname.split('/');
        expect(parts).toHaveLength(5);
        expect(parts.slice(0, 3)).toEqual(['', 'internal', 'x']);
        expect(decodeURIComponent(parts[3] ?? '')).toBe(id);
        expect(url.search + url.hash).toBe('');
      })
    );
  });

  it.each([[{}], [undefined], [{ id: '' }], [{ id: '..' }], [{ id: 3 }]])('refuses %j', (params) => {
    expect(() => fillPath('/x/{id}', params)).toThrow('/x/{id}');
  });
});
