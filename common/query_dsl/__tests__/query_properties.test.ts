import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping, compileQuery, ElasticsearchError, indexDocument, type JsonObject } from '../index';

/** A document of two fields with several values each. */
interface Source {
  readonly k: readonly string[];
  readonly n: readonly number[];
}

/** Trees the slow evaluator understands; `toJson` writes them as queries. */
type Tree =
  | { readonly kind: 'term'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'range'; readonly lower: number; readonly upper: number; readonly open: boolean }
  | { readonly kind: 'exists'; readonly field: 'k' | 'n' | 'nope' }
  | { readonly kind: 'bool'; readonly must: readonly Tree[]; readonly filter: readonly Tree[]; readonly should: readonly Tree[]; readonly mustNot: readonly Tree[]; readonly minimum: number | undefined };

/** Slow and obvious, on the source itself. */
function holds(tree: Tree, source: Source): boolean {
  switch (tree.kind) {
    case 'term':
      return source.k.includes(tree.value);
    case 'number':
      return source.n.includes(tree.value);
    case 'range':
      return source.n.some((value) => (tree.open ? value > tree.lower && value < tree.upper : value >= tree.lower && value <= tree.upper));
    case 'exists':
      return tree.field !== 'nope' && source[tree.field].length > 0;
    case 'bool': {
      const required = [...tree.must, ...tree.filter];
      const optional = tree.should.filter((child) => holds(child, source)).length;
      const least = tree.minimum ?? 0;
      const needed = required.length === 0 && tree.should.length > 0 ? Math.max(1, least) : least;
      return required.every((child) => holds(child, source)) && !tree.mustNot.some((child) => holds(child, source)) && optional >= (tree.should.length === 0 ? 0 : needed);
    }
  }
}

function toJson(tree: Tree): JsonObject {
  switch (tree.kind) {
    case 'term':
      return { term: { k: tree.value } };
    case 'number':
      return { match: { n: tree.value } };
    case 'range':
      return { range: { n: tree.open ? { gt: tree.lower, lt: tree.upper } : { gte: tree.lower, lte: tree.upper } } };
    case 'exists':
      return { exists: { field: tree.field } };
    case 'bool':
      return {
        bool: {
          must: tree.must.map(toJson),
          filter: tree.filter.map(toJson),
          should: tree.should.map(toJson),
          must_not: tree.mustNot.map(toJson),
          ...(tree.minimum === undefined || tree.should.length === 0 ? {} : { minimum_should_match: tree.minimum }),
        },
      };
  }
}

const word = fc.constantFrom('a', 'b', 'c');
const number = fc.integer({ min: -2, max: 3 });
const source = fc.record({ k: fc.array(word, { maxLength: 3 }), n: fc.array(number, { maxLength: 3 }) });
const { tree } = fc.letrec<{ tree: Tree }>((tie) => {
  const some = fc.array(tie('tree'), { maxLength: 2 });
  return {
    tree: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      word.map((value): Tree => ({ kind: 'term', value })),
      number.map((value): Tree => ({ kind: 'number', value })),
      fc.record({ lower: number, upper: number, open: fc.boolean() }).map((parts): Tree => ({ kind: 'range', ...parts })),
      fc.constantFrom('k', 'n', 'nope').map((field): Tree => ({ kind: 'exists', field: field as 'k' })),
      fc.record({ must: some, filter: some, should: some, mustNot: some, minimum: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }) }).map((parts): Tree => ({ kind: 'bool', ...parts })),
    ),
  };
});

const mapping = compileMapping({ properties: { k: { type: 'keyword' }, n: { type: 'long' } } });

describe('queries', () => {
  it('find what the slow evaluator finds; what scores above 0 or is found stays found', () => {
    fc.assert(fc.property(tree, source, (query, values) => {
      const { document } = indexDocument(mapping, { ...values }, { id: '1' });
      const compiled = compileQuery(toJson(query), mapping, { now: 0 });
      expect(compiled.matches(document)).toBe(holds(query, values));
      if (compiled.matchesNothing) expect(holds(query, values)).toBe(false);
      if (compiled.score(document) > 0) expect(compiled.matches(document)).toBe(true);
    }), { numRuns: 5000 });
  });

  it('give bounds that keep every match', () => {
    const dates = compileMapping({ properties: { d: { type: 'date' } } });
    const bound = fc.record({ gte: fc.integer({ min: 0, max: 20 }), lte: fc.integer({ min: 0, max: 20 }) });
    fc.assert(fc.property(fc.array(bound, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 20 }), (bounds, value) => {
      const query = compileQuery({ bool: { filter: bounds.map((range) => ({ range: { d: range } })) } }, dates, { now: 0 });
      const { document } = indexDocument(dates, { d: new Date(value).toISOString() }, { id: '1' });
      const hint = query.timeRange('d');
      const inside = value >= (hint?.gte ?? -Infinity) && value <= (hint?.lte ?? Infinity);
      if (query.matches(document)) expect(inside).toBe(true);
      expect(query.matches(document)).toBe(bounds.every(({ gte, lte }) => value >= gte && value <= lte));
    }));
  });

  it('throw nothing but their own error, whatever the body', () => {
    const name = fc.constantFrom('term', 'terms', 'match', 'match_phrase', 'range', 'exists', 'prefix', 'wildcard', 'regexp', 'fuzzy', 'ids', 'bool', 'nested', 'query_string', 'simple_query_string', 'multi_match', 'constant_score', 'dis_max', 'function_score', 'nope');
    const body = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('k', 'n', 'query', 'field', 'path', 'values', 'must', 'should', 'filter', 'fields', 'gte', 'boost'), fc.oneof(fc.jsonValue(), fc.constantFrom('a AND (', 'k:[1 TO', '*', '"x', '[', '\\', 'k:/a', '(a OR b) -c')), { noNullPrototype: true, maxKeys: 3 }),
    );
    fc.assert(fc.property(name, body, (query, value) => {
      const { document } = indexDocument(mapping, { k: 'a', n: 1 }, { id: '1' });
      try {
        compileQuery({ [query]: value } as JsonObject, mapping, { now: 0 }).matches(document);
      } catch (error) {
        expect(error).toBeInstanceOf(ElasticsearchError);
      }
    }), { numRuns: 5000 });
  });
});
