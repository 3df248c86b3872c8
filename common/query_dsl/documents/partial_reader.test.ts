import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../json';
import { compileMapping } from '../mapping/compile_mapping';
import type { CompiledMapping } from '../mapping/compiled_mapping';
import { ElasticsearchError } from '../errors/elasticsearch_error';
import { indexDocument, type IndexedResult } from './index_document';
import { compilePartialReader } from './partial_reader';

const named = { id: 'd' };
const settings: JsonObject = { analysis: { normalizer: { low: { type: 'custom', filter: ['lowercase'] } } } };

const leaf: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ type: fc.constant('keyword') }),
  fc.record({ type: fc.constant('keyword'), ignore_above: fc.constantFrom(2, 5), normalizer: fc.constant('low') }),
  fc.record({ type: fc.constant('keyword'), null_value: fc.constant('none'), fields: fc.constant({ text: { type: 'text' }, low: { type: 'keyword', normalizer: 'low', ignore_above: 3 } }) }),
  fc.record({ type: fc.constant('text'), fields: fc.constant({ keyword: { type: 'keyword', ignore_above: 4 }, n: { type: 'long', ignore_malformed: true } }) }),
  fc.record({ type: fc.constantFrom('long', 'integer', 'byte', 'unsigned_long', 'double', 'float', 'boolean', 'ip', 'date', 'date_nanos', 'version', 'wildcard', 'flattened', 'binary', 'geo_point', 'long_range') }),
  fc.record({ type: fc.constantFrom('long', 'ip', 'date', 'double'), ignore_malformed: fc.constant(true), fields: fc.constant({ raw: { type: 'keyword' } }) }),
  fc.record({ type: fc.constantFrom('long', 'date'), null_value: fc.constant(7) }),
  fc.record({ type: fc.constant('keyword'), copy_to: fc.constantFrom('a', 'c') }),
  fc.constantFrom<JsonObject>({ type: 'constant_keyword' }, { type: 'constant_keyword', value: 'x' }, { type: 'alias', path: 'a' })
);
const objectOf = (properties: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc.record({ properties, type: fc.constantFrom('object', 'object', 'object', 'nested'), enabled: fc.constantFrom(true, true, true, false), dynamic: fc.constantFrom(false, false, true, 'strict') }, { requiredKeys: ['properties'] }).map(({ type, enabled, ...rest }) => (type === 'nested' ? { type, ...rest } : { ...rest, enabled: enabled ?? true }) as JsonObject);
const names = ['a', 'b', 'c'] as const;
const properties = (inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> => fc.dictionary(fc.constantFrom<string>(...names), inner, { maxKeys: 3, noNullPrototype: true });
const mappings = properties(fc.oneof(leaf, objectOf(properties(fc.oneof(leaf, leaf, objectOf(properties(leaf)))))));

const scalar: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>('x', 'X', 'word of four', '', '7', '-3.5', 'true', '10.0.0.1', '::1', '2024-01-31', '2024-02-30', '2024-01-31T10:11:12.345Z', '1.2.3', 1, 300, 2.5, -1, 1e21, 9007199254740993n, true, false, null);
const { value: sourceValue } = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, scalar, fc.array(scalar, { maxLength: 3 }), tie('object'), fc.array(tie('value'), { maxLength: 2 })),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a.b', 'a.b.c', 'b.c', 'c.a', 'a.low', '', 'a.', '__proto__', 'constructor', 'x'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
}));
const sources = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a.b', 'a.b.c', 'b.c', 'c.a', 'x'), sourceValue, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
/** Plain documents, most of which a partial reading can answer. */
const plainSources = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a.b', 'b.c', 'x'), fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.dictionary(fc.constantFrom('a', 'b', 'c', 'x'), scalar, { maxKeys: 3, noNullPrototype: true })), { maxKeys: 3, noNullPrototype: true });

function compiled(properties: JsonObject, dynamic: boolean): CompiledMapping | undefined {
  try {
    return compileMapping({ dynamic, properties }, settings);
  } catch (error) {
    if (error instanceof ElasticsearchError) return undefined;
    throw error;
  }
}

function indexed(mapping: CompiledMapping, source: JsonObject): IndexedResult | undefined {
  try {
    return indexDocument(mapping, source, named);
  } catch (error) {
    if (error instanceof ElasticsearchError) return undefined;
    throw error;
  }
}

describe('a partial reading', () => {
  it('answers for each asked field as the whole document, or not at all', () => {
    let answered = 0;
    const property = fc.property(mappings, fc.boolean(), fc.oneof(plainSources, sources), fc.array(fc.nat(20), { maxLength: 4 }), (properties, dynamic, source, picks) => {
      const mapping = compiled(properties, dynamic);
      if (!mapping) return;
      const fieldNames = mapping.fieldNames();
      const asked = [...new Set(picks.map((pick) => fieldNames[pick % Math.max(1, fieldNames.length)] ?? 'x'))];
      const document = compilePartialReader(mapping, asked)?.read(source);
      if (!document) return;
      answered += 1;
      const whole = indexed(mapping, source);
      expect(whole?.dynamicUpdate, 'the whole document is taken as it is').toBeUndefined();
      for (const name of asked) {
        const field = mapping.resolve(name);
        expect(document.values(name)).toEqual(whole?.document.values(name));
        if (!field) continue;
        for (const one of [field, ...field.multiFields]) {
          expect(document.values(one.path)).toEqual(whole?.document.values(one.path));
          expect(document.fieldValues(one)).toEqual(whole?.document.fieldValues(one));
          expect(document.words(one)).toEqual(whole?.document.words(one));
          expect(document.has(one)).toBe(whole?.document.has(one));
          expect(document.ranges(one.path)).toEqual(whole?.document.ranges(one.path));
        }
      }
    });
    fc.assert(property, { numRuns: 3_000, seed: 20_240_101 });
    expect(answered).toBeGreaterThan(800);
  });

  const mapping = compileMapping({ dynamic: false, properties: { '@timestamp': { type: 'date' }, n: { type: 'long' }, o: { properties: { k: { type: 'keyword' } } }, other: { type: 'alias', path: 'o.k' } } });
  const reader = compilePartialReader(mapping, ['other', 'n']);

  it('joins the values of all places of a field, in their order', () => {
    expect(reader?.read({ 'o.k': 'a', o: [{ k: ['b', null] }, { k: 'c' }], n: [1, 2] })?.values('o.k')).toEqual(['a', 'b', 'c']);
  });

  it('leaves bad values of any field to the whole reading, whether it was asked for or not', () => {
    expect(reader?.read({ '@timestamp': 'soon' })).toBeUndefined();
    expect(reader?.read({ n: 'many' })).toBeUndefined();
    expect(reader?.read({ o: 'plain' })).toBeUndefined();
    expect(reader?.read({ 'o.k': 'é'.repeat(20_000) })).toBeUndefined();
    expect(reader?.read({ '@timestamp': '2024-01-01', unknown: { x: [[]] } })?.values('n')).toEqual([]);
  });

  it('refuses questions about fields it was not asked for, and names that are no fields', () => {
    expect(() => reader?.read({})?.values('@timestamp')).toThrow('was not asked for');
    expect(compilePartialReader(mapping, ['o'])).toBeUndefined();
    expect(compilePartialReader(mapping, ['_id'])).toBeUndefined();
  });
});
