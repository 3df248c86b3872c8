import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../json';
import { compileMapping } from '../mapping/compile_mapping';
import type { CompiledMapping } from '../mapping/compiled_mapping';
import { ElasticsearchError } from '../errors/elasticsearch_error';
import { indexDocument, type IndexedResult } from './index_document';
import { compileDocumentScanner, type DocumentScanner } from './document_scanner';
import type { PartialDocument } from './partial_document';
import { endOfValue, type JsonBytes, skipBlanks } from './scan_json';

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

const sourceOf = (text: string): JsonBytes & { readonly end: number } => {
  const bytes = new TextEncoder().encode(`${text}\n`);
  return { bytes, view: new DataView(bytes.buffer), end: bytes.length - 1, text: (start, end) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end)) };
};

function scan(scanner: DocumentScanner | undefined, text: string): PartialDocument | undefined {
  const source = sourceOf(text);
  return scanner?.read(source, 0, source.end);
}

/** JSON with blanks and escapes where they may be. */
function printed(value: JsonValue | undefined, odd: boolean): string {
  const blank = odd ? ' \t' : '';
  const text = (one: string): string => (odd ? JSON.stringify(one).replace(/[xw]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`) : JSON.stringify(one));
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${blank}${value.map((item: JsonValue) => printed(item, odd)).join(`${blank},${blank}`)}${blank}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `${blank}{${blank}${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}${blank}:${blank}${printed(inner, odd)}`).join(`${blank},`)}${blank}}${blank}`;
}

const texts = fc.tuple(fc.oneof(plainSources, plainSources, sources), fc.boolean()).map(([source, odd]) => printed(source, odd));
/** With something left out, put in, or twice. */
const spoilt = fc
  .tuple(texts, fc.nat(200), fc.nat(6), fc.constantFrom('', '"', '\\', ',', ':', '{', '}', '[', ']', '0', '-', '.', 'e', 'null', ',"a":1', '\u0000', '\ufeff', 'é', ' '))
  .map(([text, at, length, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + length));

function parsed(text: string): JsonObject | undefined {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
}

/** What the scanner says about each asked field is what the whole document says. */
function expectSame(mapping: CompiledMapping, asked: readonly string[], document: PartialDocument, text: string): void {
  const source = parsed(text);
  expect(source, text).toBeTypeOf('object');
  const whole = indexed(mapping, source ?? {});
  expect(whole, text).toBeDefined();
  expect(whole?.dynamicUpdate, 'the whole document is taken as it is').toBeUndefined();
  for (const name of asked) {
    const field = mapping.resolve(name);
    for (const one of field ? [field, ...field.multiFields] : []) {
      expect(document.values(one.path), text).toEqual(whole?.document.values(one.path));
      expect(document.fieldValues(one)).toEqual(whole?.document.fieldValues(one));
      expect(document.words(one)).toEqual(whole?.document.words(one));
      expect(document.has(one)).toBe(whole?.document.has(one));
      expect(document.ranges(one.path)).toEqual(whole?.document.ranges(one.path));
    }
    expect(document.values(name), text).toEqual(whole?.document.values(name));
  }
}

describe('a scanned document', () => {
  it('answers for each asked field as the whole document, or not at all', () => {
    let answered = 0;
    const property = fc.property(mappings, fc.boolean(), fc.array(fc.oneof(texts, texts, spoilt), { minLength: 1, maxLength: 4 }), fc.array(fc.nat(20), { maxLength: 4 }), (properties, dynamic, lines, picks) => {
      const mapping = compiled(properties, dynamic);
      if (!mapping) return;
      const fieldNames = mapping.fieldNames();
      const asked = [...new Set(picks.map((pick) => fieldNames[pick % Math.max(1, fieldNames.length)] ?? 'x'))];
      const scanner = compileDocumentScanner(mapping, asked);
      for (const line of lines) {
        const document = scan(scanner, line);
        if (!document) continue;
        answered += 1;
        const copy = document.copy();
        expectSame(mapping, asked, document, line);
        expectSame(mapping, asked, copy, line);
      }
    });
    fc.assert(property, { numRuns: 3_000, seed: 20_240_101 });
    expect(answered).toBeGreaterThan(1_500);
  });

  const mapping = compileMapping({ dynamic: false, properties: { '@timestamp': { type: 'date' }, n: { type: 'long' }, o: { properties: { k: { type: 'keyword' } } }, other: { type: 'alias', path: 'o.k' } } });
  const scanner = compileDocumentScanner(mapping, ['other', 'n']);
  const valuesOf = (source: JsonObject, path: string) => scan(scanner, JSON.stringify(source))?.values(path);

  it('knows the usual forms', () => {
    expect(valuesOf({ 'o.k': ['a', null, 'C:\\Temp é'], n: -12, unknown: { x: [[1.5e3]] } }, 'o.k')).toEqual(['a', 'C:\\Temp é']);
    expect(valuesOf({ '@timestamp': '2024-01-01T10:11:12.345Z', o: { k: true }, n: [1, '2'] }, 'n')).toEqual([1, 2]);
    expect(valuesOf({ '@timestamp': null, o: [{}, null] }, 'n')).toEqual([]);
  });

  it('leaves bad values of any field to the whole reading, whether it was asked for or not', () => {
    for (const source of [{ '@timestamp': 'soon' }, { n: 'many' }, { o: 'plain' }, { 'o.k': 'é'.repeat(20_000) }, { 'o.k': 'a', o: { k: 'b' } }, { n: 2 ** 60 }]) expect(scan(scanner, JSON.stringify(source))).toBeUndefined();
    for (const text of ['{"n":1,"n":2}', '{"n":1}}', '{"n":01}', '{"\\u006e":1}', '[]', '', '{"n":1', '{"o":{"k":"a"},"o":{}}']) expect(scan(scanner, text)).toBeUndefined();
  });

  it('counts levels as it is told', () => {
    const shallow = compileDocumentScanner(mapping, ['n'], { maxNesting: 2 });
    for (const [text, isRead] of [['{"x":{"x":{}}}', true], ['{"x":{"x":[{}]}}', false], ['{"o":[{}]}', true], ['{"o":[{"y":[]}]}', false], ['{"n":[1]}', true]] as const) {
      expect([text, scan(shallow, text) !== undefined]).toEqual([text, isRead]);
    }
  });

  it('knows texts again by all of their bytes', () => {
    for (const text of ['a', 'b', 'ab', 'a', 'é', 'b', 'c', 'd', 'e', 'a', '']) expect(valuesOf({ 'o.k': text }, 'o.k')).toEqual([text]);
  });

  it('does not learn without end', () => {
    for (let index = 0; index < 30_000; index += 1) expect(valuesOf({ [`k${index}`]: 1, n: index }, 'n')).toEqual([index]);
  });

  it('refuses questions about fields it was not asked for, and names that are no fields', () => {
    expect(() => scan(scanner, '{}')?.values('@timestamp')).toThrow('was not asked for');
    expect(compileDocumentScanner(mapping, ['o'])).toBeUndefined();
    expect(compileDocumentScanner(mapping, ['_id'])).toBeUndefined();
  });
});

describe('endOfValue', () => {
  it('accepts what JSON.parse accepts, and nothing else', () => {
    const anything = fc.oneof(spoilt, texts, fc.json(), fc.stringMatching(/^[-+.eE0-9]{0,8}$/), fc.string({ unit: fc.constantFrom('"', '\\', 'u', '0', 'a', '\t', '/', 'n') }).map((text) => `"${text}"`));
    fc.assert(fc.property(anything, (text) => {
      const json = sourceOf(text);
      const { bytes, end } = json;
      const behind = endOfValue(json, skipBlanks(bytes, 0), 100);
      const isJson = behind !== 0 && skipBlanks(bytes, behind) === end;
      let accepted = true;
      try {
        JSON.parse(text);
      } catch {
        accepted = false;
      }
      expect([text, isJson]).toEqual([text, accepted && !text.includes('\n')]);
    }), { numRuns: 5_000 });
  });
});
