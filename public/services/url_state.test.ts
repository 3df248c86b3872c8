import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateMath, oneOf, optionalText, readUrlState, severalOf, texts, wholeNumber, writeUrlState } from './url_state';

const definition = {
  from: dateMath('now-24h'),
  status: severalOf(['open', 'acknowledged', 'closed'], ['open']),
  host: texts,
  sort: oneOf(['created', 'host'], 'created'),
  page: wholeNumber(1, 1, 400),
  flyout: optionalText,
};

describe('the URL state', () => {
  it('is at its defaults for an empty search, and writes nothing for them', () => {
    const { state, dropped } = readUrlState(definition, '');
    expect(state).toEqual({ from: 'now-24h', status: ['open'], host: [], sort: 'created', page: 1, flyout: undefined });
    expect(dropped).toEqual([]);
    expect(writeUrlState(definition, state)).toBe('');
  });

  it('keeps an emptied list apart from the default', () => {
    const { state } = readUrlState(definition, '');
    const search = writeUrlState(definition, { ...state, status: [] });
    expect(search).toBe('?status=any');
    expect(readUrlState(definition, search).state.status).toEqual([]);
  });

  it('drops and names what it does not understand, and keeps the rest', () => {
    const read = readUrlState(definition, '?from=yesterday&status=open&status=gone&page=0&sort=__proto__&host=ws-1&other=1');
    expect(read.dropped).toEqual(['from', 'status', 'sort', 'page']);
    expect(read.state).toMatchObject({ from: 'now-24h', status: ['open'], page: 1, sort: 'created', host: ['ws-1'] });
  });

  it.each(['now', 'now-15m', 'now/d', 'now-1d/d', '2026-09-01T10:00:00.123Z', '2026-09-01T10:00:00+02:00', '2026-09-01'])('takes the date %s', (from) => {
    expect(readUrlState(definition, `?${new URLSearchParams({ from })}`).state.from).toBe(from);
  });

  it.each(['', 'now-', 'now-1x', '2026-13-45', 'now||+1d', '1', `now${'-1d'.repeat(40)}`])('refuses the date %s', (from) => {
    expect(readUrlState(definition, `?${new URLSearchParams({ from })}`).dropped).toEqual(['from']);
  });

  it('gives any state back that was written, hostile texts included', () => {
    const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
    const state = fc.record({
      from: fc.constantFrom('now-24h', 'now-7d/d', '2026-09-01T10:00:00.000Z'),
      status: fc.subarray(['open', 'acknowledged', 'closed'] as const),
      host: fc.array(fc.oneof(text, fc.constantFrom('a&host=b', '%2F../..', '+ #?', '__proto__', '\u202eexe', '"*\\')), { maxLength: 5 }),
      sort: fc.constantFrom('created' as const, 'host' as const),
      page: fc.integer({ min: 1, max: 400 }),
      flyout: fc.option(text, { nil: undefined }),
    });
    fc.assert(
      fc.property(state, (given) => {
        const read = readUrlState(definition, writeUrlState(definition, given));
        expect(read.dropped).toEqual([]);
        expect(read.state).toEqual(given);
      })
    );
  });
});
