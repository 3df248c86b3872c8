import { expect, expectTypeOf, it } from 'vitest';
import type { schema as declaredSchema, Type } from '@kbn/config-schema';
import { schema } from '.';

it('has every member that plugins may use by the declared contract, of the declared type', () => {
  // Types made here are told apart from foreign ones by their class, so these take no others.
  const asDeclared: Omit<typeof declaredSchema, 'object' | 'oneOf'> = schema;
  const object: Type<{ a: string }> = schema.object({ a: schema.string() });
  const union: Type<string | number> = schema.oneOf([schema.string(), schema.number()]);
  expectTypeOf(schema.object({ a: schema.maybe(schema.string()) }).validate({})).toEqualTypeOf<{ a: string | undefined }>();
  expect(Object.keys(asDeclared)).toContain('duration');
  expect(union.validate('x')).toBe('x');
  expect(object.validate({ a: 'x' })).toEqual({ a: 'x' });
});
