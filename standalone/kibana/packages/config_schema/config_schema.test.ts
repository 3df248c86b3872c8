import { describe, expect, it } from 'vitest';
import { schema, ValidationError } from '.';

const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ValidationError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('config-schema', () => {
  it('fills in defaults, also of objects that are absent', () => {
    const type = schema.object({ install: schema.object({ enable: schema.boolean({ defaultValue: false }), spaces: schema.arrayOf(schema.string(), { defaultValue: ['default'] }) }), key: schema.maybe(schema.string()) });
    expect(type.validate(undefined)).toEqual({ install: { enable: false, spaces: ['default'] } });
    expect(type.validate({ install: { enable: 'true' }, key: 'k' })).toEqual({ install: { enable: true, spaces: ['default'] }, key: 'k' });
  });

  it.each([
    [schema.string(), 3, 'expected value of type [string] but got [number]'],
    [schema.string({ minLength: 2 }), 'a', 'value has length [1] but it must have a minimum length of [2].'],
    [schema.string({ maxLength: 2 }), 'abc', 'value has length [3] but it must have a maximum length of [2].'],
    [schema.string({ hostname: true }), 'a b', 'value must be a valid hostname (see RFC 1123).'],
    [schema.number(), 'x', 'expected value of type [number] but got [string]'],
    [schema.number({ max: 5 }), 6, 'Value must be equal to or lower than [5].'],
    [schema.boolean(), undefined, 'expected value of type [boolean] but got [undefined]'],
    [schema.literal('a'), 'b', 'expected value to equal [a]'],
    [schema.never(), 1, "a value wasn't expected to be present"],
    [schema.object({}), null, 'expected a plain object value, but found [null] instead.'],
    [schema.object({}), 'value', 'could not parse object value from json input'],
    [schema.object({ a: schema.object({ b: schema.string() }) }), {}, '[a.b]: expected value of type [string] but got [undefined]'],
    [schema.arrayOf(schema.number()), {}, 'expected value of type [array] but got [Object]'],
    [schema.arrayOf(schema.number()), [1, 'x'], '[1]: expected value of type [number] but got [string]'],
    [schema.arrayOf(schema.number(), { maxSize: 1 }), [1, 2], 'array size is [2], but cannot be greater than [1]'],
    [schema.recordOf(schema.string({ maxLength: 1 }), schema.number()), { ab: 1 }, '[key("ab")]: value has length [2] but it must have a maximum length of [1].'],
    [schema.uri({ scheme: ['https'] }), 'http://a', 'expected URI with scheme [https].'],
    [schema.string({ validate: (value) => (value === 'no' ? 'never no' : undefined) }), 'no', 'never no'],
  ])('refuses with the text of a running Kibana (%#)', (type, value, message) => {
    expect(refusal(() => type.validate(value))).toBe(message);
  });

  it('names the namespace, and each alternative of a union', () => {
    const type = schema.object({ id: schema.oneOf([schema.number(), schema.arrayOf(schema.number())]) });
    expect(refusal(() => type.validate({ id: 'x' }, {}, 'request query'))).toBe(
      '[request query.id]: types that failed validation:\n- [request query.id.0]: expected value of type [number] but got [string]\n- [request query.id.1]: could not parse array value from json input'
    );
  });

  it('reads durations and byte sizes', () => {
    expect(schema.duration({ defaultValue: '1h30m' }).validate(undefined).asMilliseconds()).toBe(5_400_000);
    expect(schema.byteSize().validate('10mb').getValueInBytes()).toBe(10_485_760);
    expect(refusal(() => schema.byteSize({ min: '1kb' }).validate('1b'))).toBe('Value must be equal to or greater than [1kb]');
  });

  it('keeps, drops or refuses unknown keys, and never takes a prototype for a value', () => {
    const value = JSON.parse('{"a":1,"__proto__":{"polluted":true}}') as unknown;
    expect(refusal(() => schema.object({ a: schema.number() }).validate(value))).toBe('[__proto__]: definition for this key is missing');
    expect(schema.object({ a: schema.number() }, { unknowns: 'ignore' }).validate(value)).toEqual({ a: 1 });
    const kept = schema.object({ a: schema.number() }, { unknowns: 'allow' }).validate(value);
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
    expect(schema.object({ constructor: schema.maybe(schema.string()) }).validate({})).toEqual({});
  });
});
