import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentOfMs, momentToMs } from './date_fields';
import { compileDateFormat, DateParseError, InvalidDateError } from './date_format';
import { DateMathError, parseDateMath } from './date_math';
import { findTimeZone } from './time_zone';

const standard = compileDateFormat('strict_date_optional_time||epoch_millis');
const now = Date.parse('2024-05-15T10:20:30.456Z');

function iso(text: string, roundUp = false, zone?: string): string {
  const moment = parseDateMath(text, { format: standard, now, roundUp, zone: zone === undefined ? undefined : findTimeZone(zone) });
  return standard.print(moment);
}

describe('date texts', () => {
  it.each([
    ['2024', '2024-01-01T00:00:00.000Z'],
    ['2024-05', '2024-05-01T00:00:00.000Z'],
    ['2024-05-01T10', '2024-05-01T10:00:00.000Z'],
    ['2024-05-01T10:00:00+02:00', '2024-05-01T08:00:00.000Z'],
    ['2024-05-01T10:00:00.123456789Z', '2024-05-01T10:00:00.123456789Z'],
    ['-0001-01-01', '-0001-01-01T00:00:00.000Z'],
    ['1714550400000', '2024-05-01T08:00:00.000Z'],
    ['20240501', '1970-01-01T05:37:20.501Z'],
  ])('%s', (text, expected) => expect(iso(text)).toBe(expected));

  it.each(['2024-05-01 10:00:00', '2024-W18-3', '2024-05-01T24:00:00Z', '2024-13-01', 'yesterday', ''])('refuses %s', (text) => {
    expect(() => iso(text)).toThrow(DateParseError);
  });

  it('names a day that does not exist', () => {
    expect(() => iso('2024-02-30')).toThrow(InvalidDateError);
    expect(() => iso('2024-02-30')).toThrow("Invalid date 'FEBRUARY 30'");
    expect(() => iso('2023-02-29')).toThrow("Invalid date 'February 29' as '2023' is not a leap year");
  });

  it('fills the end of the time, but month and day with 01, for upper bounds', () => {
    expect(iso('2024', true)).toBe('2024-01-01T23:59:59.999999999Z');
    expect(iso('2024-05-01T10', true)).toBe('2024-05-01T10:59:59.999999999Z');
    expect(iso('2024-05-01T10:00:00.123', true)).toBe('2024-05-01T10:00:00.123Z');
  });

  it('reads and prints Java patterns', () => {
    const day = compileDateFormat('dd/MMM/yyyy HH:mm[:ss]||epoch_second');
    expect(momentToMs(day.parse('01/May/2024 10:30'))).toBe(Date.parse('2024-05-01T10:30:00Z'));
    expect(momentToMs(day.parse('1.5'))).toBe(1500);
    expect(day.print(momentOfMs(Date.parse('2024-05-01T10:30:05Z')))).toBe('01/May/2024 10:30:05');
    expect(() => compileDateFormat('nonsense!')).toThrow('Invalid format: [nonsense!]: Unknown pattern letter: o');
  });

  it('prints every millisecond so that it reads back the same', () => {
    fc.assert(fc.property(fc.integer({ min: -62_000_000_000_000, max: 250_000_000_000_000 }), (epochMs) => {
      expect(momentToMs(standard.parse(standard.print(momentOfMs(epochMs))))).toBe(epochMs);
      if (epochMs > 0) expect(new Date(epochMs).toISOString()).toBe(standard.print(momentOfMs(epochMs)).replace(/^\+0/, '+00'));
    }));
  });
});

describe('the usual form in full', () => {
  /** The same with its offset written otherwise, which is read another way. */
  const reading = (text: string): unknown => {
    try {
      return standard.parse(text);
    } catch (error) {
      if (error instanceof DateParseError) return 'none';
      return error instanceof InvalidDateError ? error.message : error;
    }
  };
  const part = (low: number, high: number, width: number) => fc.integer({ min: low, max: high }).map((number) => String(number).padStart(width, '0'));
  const text = fc
    .tuple(part(0, 9999, 4), part(0, 13, 2), part(0, 32, 2), part(0, 25, 2), part(0, 61, 2), part(0, 61, 2), fc.option(fc.stringMatching(/^[0-9]{0,10}$/)))
    .map(([year, month, day, hour, minute, second, fraction]) => `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction === null ? '' : `.${fraction}`}`);
  const spoilt = fc.tuple(text, fc.nat(30), fc.constantFrom('x', ' ', '-', ':', '.', '/', '٣', 'T')).map(([whole, at, letter]) => whole.slice(0, at) + letter + whole.slice(at + 1));

  it('is read as with any other offset, and refused alike', () => {
    fc.assert(fc.property(fc.oneof(text, spoilt), (local) => {
      expect(reading(`${local}Z`)).toEqual(reading(`${local}+00:00`));
      const bytes = new TextEncoder().encode(`<${local}Z>`);
      if (standard.surelyReads(bytes, 1, bytes.length - 1)) expect(standard.sureMs(bytes, 1, bytes.length - 1)).toBe(momentToMs(standard.parse(`${local}Z`)));
    }), { numRuns: 3_000 });
    expect(standard.surelyReads(new TextEncoder().encode('2024-01-28T10:11:12.345Z'), 0, 24)).toBe(true);
    expect(reading('2024-01-31T10:11:12.345Z')).toEqual({ seconds: 1_706_695_872, nanos: 345_000_000 });
  });
});

describe('date math', () => {
  it.each([
    ['now', false, '2024-05-15T10:20:30.456Z'],
    ['now-1d/d', false, '2024-05-14T00:00:00.000Z'],
    ['now/d', true, '2024-05-15T23:59:59.999999999Z'],
    ['now/w', false, '2024-05-13T00:00:00.000Z'],
    ['2024-01-31||+1M', false, '2024-02-29T00:00:00.000Z'],
    ['2024-05-01||/M', true, '2024-05-31T23:59:59.999999999Z'],
    ['2024-05-01||+12h', true, '2024-05-01T12:00:00.000Z'],
    ['2024-05-01||-1y/y', false, '2023-01-01T00:00:00.000Z'],
  ])('%s (rounded up: %s)', (text, roundUp, expected) => expect(iso(text, roundUp)).toBe(expected));

  it('rounds days by the clock of the zone', () => {
    expect(iso('2024-05-02', false, 'America/New_York')).toBe('2024-05-02T04:00:00.000Z');
    expect(iso('2024-05-02||/d', true, '+02:00')).toBe('2024-05-02T21:59:59.999999999Z');
    expect(iso('2024-03-31||+1d', false, 'Europe/Berlin')).toBe('2024-03-31T22:00:00.000Z');
  });

  it.each([['2024-05-01||+1q', 'unit [q] not supported for date math [+1q]'], ['now+', 'truncated date math [+]'], ['now*2', 'operator not supported for date math [*2]'], ['now/2d', 'rounding']])(
    'refuses %s',
    (text, message) => {
      expect(() => iso(text)).toThrow(DateMathError);
      expect(() => iso(text)).toThrow(message);
    },
  );

  it('throws nothing but its own errors', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('now', '2024-05-01', '||', '+', '-', '/', '1', '99', 'd', 'M', 'y', 'q', 'T'), { maxLength: 8 }), (parts) => {
      try {
        iso(parts.join(''));
      } catch (error) {
        expect(error instanceof DateMathError || error instanceof DateParseError || error instanceof InvalidDateError).toBe(true);
      }
    }));
  });
});
