import fc from 'fast-check';
import { describe, test } from 'vitest';
import { properties } from './properties';

describe('properties', () => {
  test.each(properties.map(({ name, property }) => [name, property] as const))('%s', (_name, property) => {
    fc.assert(property, { numRuns: 400 });
  }, 60_000);
});
