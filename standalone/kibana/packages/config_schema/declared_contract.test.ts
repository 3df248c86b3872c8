import { expect, expectTypeOf, it } from 'vitest';
import type { schema as declaredSchema, Type } from '@kbn/config-schema';
import { schema } from '.';

it('has every member that plugins may use by the declared contract, of the declared type', () => {
  const asDeclared: Omit<typeof declaredSchema, 'oneOf'> = schema;
  const union: Type<string | number> = schema.oneOf([schema.string(), schema.number()]);
  expectTypeOf(schema.object({ a: schema.maybe(schema.string()) }).validate({})).toEqualTypeOf<{ a: string | undefined }>();
  expect(Object.keys(asDeclared)).toContain('object');
  expect(union.validate('x')).toBe('x');
});
