import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping, compileQuery, ElasticsearchError, indexDocument, mergeMapping, type JsonObject } from '../index';

const context = { now: 0 };

function read(properties: JsonObject, source: JsonObject) {
  return indexDocument(compileMapping({ properties }), source, { id: '1', text: JSON.stringify(source) });
}

describe('a document', () => {
  it('gives doc values after normaliser, ignore_above and null_value', () => {
    const { document } = read(
      {
        k: { type: 'keyword', ignore_above: 3, fields: { low: { type: 'keyword', normalizer: 'lowercase' } } },
        n: { type: 'long', null_value: -1 },
        ip: { type: 'ip' },
        s: { type: 'scaled_float', scaling_factor: 10 },
      },
      { k: ['ABC', 'ABCD', null], n: [1, null, '2.9'], ip: '2001:DB8:0:0::1', s: 1.26 },
    );
    expect(document.values('k')).toEqual(['ABC']);
    expect(document.values('k.low')).toEqual(['abc', 'abcd']);
    expect(document.values('n')).toEqual([1, -1, 2]);
    expect(document.values('ip')).toEqual(['2001:db8::1']);
    expect(document.values('s')).toEqual([1.3]);
    expect(document.ignored).toEqual(['k']);
  });

  it('refuses nanoseconds out of range in any year, by name', () => {
    expect(() => read({ d: { type: 'date_nanos' } }, { d: 9_007_199_254_740_991 })).toThrow("Preview of field's value: '9007199254740991'");
    expect(() => read({ d: { type: 'date_nanos' } }, { d: '1969-12-31T23:59:59Z' })).toThrow(ElasticsearchError);
  });

  it('reads dotted keys, nested objects and arrays of arrays', () => {
    const properties = { a: { properties: { b: { type: 'keyword' } } }, n: { type: 'nested', properties: { x: { type: 'long' } } } };
    const { document } = read(properties, { 'a.b': 'one', a: { b: [['two'], 'three'] }, n: [{ x: 1 }, { x: 2 }] });
    expect(document.values('a.b')).toEqual(['one', 'two', 'three']);
    expect(document.values('n.x')).toEqual([]);
    expect(document.nested('n').map((child) => child.values('n.x'))).toEqual([[1], [2]]);
  });

  it('keeps whole numbers beyond 2^53 where the reader of the text keeps them', () => {
    const { document } = read({ l: { type: 'long' }, u: { type: 'unsigned_long' } }, { l: '9223372036854775807', u: '18446744073709551615' });
    expect(document.values('l')).toEqual([9223372036854775807n]);
    expect(document.values('u')).toEqual([18446744073709551615n]);
  });

  it('introduces new fields, and none where the mapping is closed', () => {
    const open = compileMapping({});
    const { dynamicUpdate, mapping, document } = indexDocument(open, { a: { b: 1 }, t: '2024-05-01', s: 'x' }, { id: '1' });
    expect(dynamicUpdate?.properties).toMatchObject({ 'a.b': { type: 'long' }, t: { type: 'date' } });
    expect(mapping.resolve('s.keyword')?.type).toBe('keyword');
    expect(document.values('s.keyword')).toEqual(['x']);
    expect(indexDocument(compileMapping({ dynamic: false }), { a: 1 }, { id: '1' }).document.paths()).toEqual([]);
    expect(() => indexDocument(compileMapping({ dynamic: 'strict' }), { a: 1 }, { id: '1', text: '{"a":1}' })).toThrow('[1:6] mapping set to strict');
  });

  it('has no values in a multi-field that came later', () => {
    const before = compileMapping({ properties: { k: { type: 'keyword' } } });
    const { document } = indexDocument(before, { k: 'x' }, { id: '1' });
    const after = mergeMapping(before, { properties: { k: { type: 'keyword', fields: { t: { type: 'text' } } } } });
    expect(compileQuery({ match: { 'k.t': 'x' } }, after, context).matches(document)).toBe(false);
    expect(compileQuery({ match: { k: 'x' } }, after, context).matches(document)).toBe(true);
  });

  it('takes names that mean something to the language it is written in', () => {
    const properties = JSON.parse('{"__proto__":{"type":"keyword"},"constructor":{"properties":{"toString":{"type":"long"}}}}') as JsonObject;
    const source = JSON.parse('{"__proto__":"evil","constructor":{"toString":7}}') as JsonObject;
    const mapping = compileMapping({ properties });
    const { document } = indexDocument(mapping, source, { id: '1' });
    expect(mapping.fieldNames()).toEqual(['__proto__', 'constructor.toString']);
    expect(JSON.stringify(mapping.source)).toBe(JSON.stringify({ properties }));
    expect(document.values('__proto__')).toEqual(['evil']);
    expect(compileQuery({ term: { 'constructor.toString': 7 } }, mapping, context).matches(document)).toBe(true);
    expect(compileQuery(JSON.parse('{"term":{"__proto__":"evil"}}') as JsonObject, mapping, context).matches(document)).toBe(true);
  });

  it('throws nothing but its own error, whatever the document', () => {
    const mapping = compileMapping({
      properties: {
        k: { type: 'keyword' }, n: { type: 'long' }, f: { type: 'half_float' }, d: { type: 'date' }, b: { type: 'boolean' }, i: { type: 'ip' }, t: { type: 'text' },
        o: { properties: { x: { type: 'version' } } }, q: { type: 'nested', properties: { y: { type: 'date_nanos' } } }, r: { type: 'date_range' }, l: { type: 'flattened' },
      },
    });
    const key = fc.constantFrom('k', 'n', 'f', 'd', 'b', 'i', 't', 'o', 'o.x', 'q', 'q.y', 'r', 'l', 'new', 'a..b', '', '__proto__', 'gte', 'x', 'y');
    const source = fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true });
    fc.assert(fc.property(source, (object) => {
      try {
        const { document } = indexDocument(mapping, object as JsonObject, { id: '1', text: JSON.stringify(object) });
        document.paths();
      } catch (error) {
        expect(error).toBeInstanceOf(ElasticsearchError);
      }
    }), { numRuns: 2000 });
  });

  it('is refused when nested too deep, not a stack overflow', () => {
    const text = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    expect(() => indexDocument(compileMapping({}), JSON.parse(text) as JsonObject, { id: '1' })).toThrow(ElasticsearchError);
  });
});

describe('a query', () => {
  it('that nobody knows is refused by name', () => {
    expect(() => compileQuery({ trem: { a: 1 } }, compileMapping({}), context)).toThrow('unknown query [trem]');
    expect(() => compileQuery({ script: { script: 'true' } }, compileMapping({}), context)).toThrow('[script] query is not supported by this server');
  });

  it('is refused when nested too deep', () => {
    const deep = JSON.parse(`${'{"bool":{"must":'.repeat(5000)}{"match_all":{}}${'}}'.repeat(5000)}`) as JsonObject;
    expect(() => compileQuery(deep, compileMapping({}), context)).toThrow(ElasticsearchError);
  });

  it('tells the bounds and ids outside of which nothing can match', () => {
    const mapping = compileMapping({ properties: { '@timestamp': { type: 'date' } } });
    const query = compileQuery(
      { bool: { filter: [{ range: { '@timestamp': { gte: '2024-05-01', lt: '2024-05-02' } } }, { ids: { values: ['a', 'b'] } }], must_not: [{ match_none: {} }] } },
      mapping,
      context,
    );
    expect(query.timeRange('@timestamp')).toEqual({ gte: Date.parse('2024-05-01T00:00:00Z'), lte: Date.parse('2024-05-01T23:59:59.999Z') });
    expect(query.ids()).toEqual(['a', 'b']);
    expect(compileQuery({ bool: { must: [{ match_none: {} }] } }, mapping, context).matchesNothing).toBe(true);
  });
});
