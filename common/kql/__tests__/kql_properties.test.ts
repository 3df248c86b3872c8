import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping, indexDocument, type CompiledMapping } from '../../query_dsl/index';
import { compile, KqlSyntaxError, MAX_DEPTH, parse, print, toElasticsearchQuery, toKibanaAst, WILDCARD_SYMBOL, type KqlNode, type KqlOperand } from '../index';

const nowhere = { start: 0, end: 0 };

/** Words that are trouble: operators, escapes, blanks, stars, hostile names. */
const trouble = fc.constantFrom('not', 'or', 'and', 'NOT', 'cannot', 'x or', 'or x', 'null', '*', '\\', '"', ':', '(', '{', 'a\tb', 'a\nb', '\u00a0', '__proto__', 'ünïcøde', 'İ', '😀', ' ');
const text = fc.oneof(fc.string({ maxLength: 8 }), trouble, fc.array(trouble, { maxLength: 4 }).map((words) => words.join(' ')));

const quoted = text.map((value): KqlOperand => ({ type: 'literal', value, isQuoted: true, location: nowhere }));
const bare = text
  .map((value) => value.trim())
  .filter((value) => value !== '' && value !== 'null' && value !== 'true' && value !== 'false')
  .map((value): KqlOperand => ({ type: 'literal', value, isQuoted: false, location: nowhere }));
const typed = fc.constantFrom(null, true, false).map((value): KqlOperand => ({ type: 'literal', value, isQuoted: false, location: nowhere }));
const wildcard = fc
  .array(text, { minLength: 2, maxLength: 3 })
  .map((parts) => parts.join(WILDCARD_SYMBOL).trim())
  .map((value): KqlOperand => ({ type: 'wildcard', value, location: nowhere }));
const value = fc.oneof(quoted, bare, typed, wildcard);
const name = fc.oneof(quoted, bare, wildcard);
const noField: KqlOperand = { type: 'literal', value: null, isQuoted: false, location: nowhere };

const { node } = fc.letrec<{ node: KqlNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ field: fc.oneof(name, fc.constant(noField)), value }).map((parts): KqlNode => ({ kind: 'is', ...parts, location: nowhere })),
    fc.record({ field: name, operator: fc.constantFrom('gt', 'gte', 'lt', 'lte'), value }).map((parts): KqlNode => ({ kind: 'range', ...parts, location: nowhere })),
    fc.record({ path: name, child: tie('node') }).map((parts): KqlNode => ({ kind: 'nested', ...parts, location: nowhere })),
    tie('node').map((child): KqlNode => ({ kind: 'not', child, location: nowhere })),
    fc.record({ kind: fc.constantFrom('or', 'and'), children: fc.array(tie('node'), { minLength: 2, maxLength: 3 }) }).map((parts): KqlNode => ({ ...parts, location: nowhere })),
  ),
}));

describe('the KQL parser', () => {
  it('reads back every tree the printer writes', () => {
    fc.assert(fc.property(node, (tree) => {
      expect(toKibanaAst(parse(print(tree)))).toEqual(toKibanaAst(tree));
    }), { numRuns: 2000 });
  });

  it('throws nothing but its own error, whatever the text', () => {
    const token = fc.oneof(text, fc.constantFrom('(', ')', '{', '}', ':', '<', '>=', ' ', ' or ', ' and ', 'not ', '"', '\\', '*'));
    fc.assert(fc.property(fc.array(token, { maxLength: 20 }), (tokens) => {
      try {
        toElasticsearchQuery(parse(tokens.join('')));
      } catch (error) {
        expect(error).toBeInstanceOf(KqlSyntaxError);
      }
    }), { numRuns: 3000 });
  });

  it('locates every clause inside the text', () => {
    fc.assert(fc.property(node, (tree) => {
      const source = print(tree);
      const check = (part: KqlNode): void => {
        expect(part.location.start).toBeGreaterThanOrEqual(0);
        expect(part.location.end).toBeLessThanOrEqual(source.length);
        expect(part.location.end).toBeGreaterThanOrEqual(part.location.start);
        if ('children' in part) part.children.forEach(check);
        if ('child' in part) check(part.child);
      };
      check(parse(source));
    }), { numRuns: 500 });
  });

  it.each([['', '('], ['a:', '('], ['', 'p:{'], ['', 'not ('], ['a:', '(not ']])('refuses %s and 10,000 times %s instead of overflowing', (start, open) => {
    const refused = (): unknown => parse(start + open.repeat(10_000));
    expect(refused).toThrow(KqlSyntaxError);
    expect(refused).toThrow(`nested more than ${MAX_DEPTH} deep`);
  });

  it('reads brackets up to its limit, and converts and prints them', () => {
    const tree = parse(`${'not ('.repeat(MAX_DEPTH)}a:b${')'.repeat(MAX_DEPTH)}`);
    expect(JSON.stringify(toElasticsearchQuery(tree)).length).toBeGreaterThan(MAX_DEPTH);
    expect(toKibanaAst(parse(print(tree)))).toEqual(toKibanaAst(tree));
  });

  it.each([
    ['brackets that do not close', (size: number) => '(a:b and '.repeat(Math.min(size / 9, MAX_DEPTH)) + 'x'.repeat(size)],
    ['a chain', (size: number) => Array.from({ length: size / 10 }, (_, index) => `f${index}:v`).join(' or ')],
    ['blanks', (size: number) => `a:b${' '.repeat(size)}c`],
    ['operators without operands', (size: number) => 'or not and '.repeat(size / 11)],
    ['open quotes', (size: number) => 'a:"'.repeat(size / 3)],
    ['backslashes', (size: number) => '\\'.repeat(size)],
  ])('takes linear time for %s', (_, build) => {
    const time = (input: string): number => {
      const start = performance.now();
      try {
        parse(input);
      } catch (error) {
        expect(error).toBeInstanceOf(KqlSyntaxError);
      }
      return performance.now() - start;
    };
    time(build(20_000));
    expect(time(build(200_000))).toBeLessThan(1000);
  });
});

describe('the trace', () => {
  const mapping: CompiledMapping = compileMapping({
    properties: {
      k: { type: 'keyword' },
      low: { type: 'keyword', normalizer: 'lowercase' },
      w: { type: 'wildcard' },
      t: { type: 'text' },
      n: { type: 'long' },
    },
  });
  const piece = fc.constantFrom('a', 'A', 'aa', 'b', 'ab', 'ba', ' ', '.', '\\', 'é', 'É', 'İ', '😀', 'temp', 'Temp', '_');
  const subject = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
  const pattern = fc.array(fc.oneof(piece, fc.constant(WILDCARD_SYMBOL)), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('').trim());
  const clause = fc.record({ field: fc.constantFrom('k', 'low', 'w', 't'), pattern, isQuoted: fc.boolean(), negated: fc.boolean() });

  const build = ({ field, pattern: wanted, isQuoted, negated }: { field: string; pattern: string; isQuoted: boolean; negated: boolean }): KqlNode => {
    const isWildcard = !isQuoted && wanted.includes(WILDCARD_SYMBOL);
    const operand: KqlOperand = isWildcard
      ? { type: 'wildcard', value: wanted, location: nowhere }
      : { type: 'literal', value: wanted.replaceAll(WILDCARD_SYMBOL, 'x'), isQuoted, location: nowhere };
    const leaf: KqlNode = { kind: 'is', field: { type: 'literal', value: field, isQuoted: false, location: nowhere }, value: operand, location: nowhere };
    return negated ? { kind: 'not', child: leaf, location: nowhere } : leaf;
  };

  it('agrees with the verdict, and every span cut out of the text is the part it is given for', () => {
    fc.assert(fc.property(clause, fc.array(subject, { maxLength: 3 }), (parts, values) => {
      const { document } = indexDocument(mapping, { k: values, low: values, w: values, t: values }, { id: '1' });
      const compiled = compile(build(parts), { mapping, context: { now: 0 } });
      const trace = compiled.trace(document);
      expect(trace.matched).toBe(compiled.matches(document));
      for (const seen of trace.clauses) {
        const holds = seen.outcome === 'matched' || seen.outcome === 'excluded';
        if (holds) expect(seen.text).toBeDefined();
        for (const span of seen.spans) {
          const cut = (seen.text ?? '').slice(span.start, span.end);
          if (span.part === '*') continue;
          if (seen.field === 't') expect(mapping.resolve('t')?.analysis?.normalize(cut)).toBe(span.part);
          else expect(cut).toBe(seen.field === 'low' ? mapping.resolve('low')?.normalize?.(span.part) : span.part);
        }
        if (holds && seen.pattern.replaceAll('*', '') !== '' && seen.field !== 't') expect(seen.spans.length).toBeGreaterThan(0);
      }
    }), { numRuns: 2000 });
  });

  it('names field, element and characters', () => {
    const { document } = indexDocument(mapping, { k: ['C:\\x\\a.txt', 'C:\\Temp\\out.zip'], t: 'The Quick fox' }, { id: '1' });
    const compiled = compile(parse('(n > 3 or k:*\\\\Temp\\\\*.zip) and t:"quick FOX" and not k:other'), { mapping, context: { now: 0 } });
    expect(compiled.trace(document)).toEqual({
      matched: true,
      clauses: [
        {
          outcome: 'matched', location: { start: 10, end: 26 }, operator: ':', pattern: '*\\Temp\\*.zip', isQuoted: false,
          field: 'k', text: 'C:\\Temp\\out.zip', element: 1, spans: [{ start: 2, end: 8, part: '\\Temp\\' }, { start: 11, end: 15, part: '.zip' }],
        },
        {
          outcome: 'matched', location: { start: 32, end: 45 }, operator: ':', pattern: 'quick FOX', isQuoted: true,
          field: 't', text: 'The Quick fox', spans: [{ start: 4, end: 9, part: 'quick' }, { start: 10, end: 13, part: 'fox' }],
        },
        {
          outcome: 'did_not_exclude', location: { start: 54, end: 61 }, operator: ':', pattern: 'other', isQuoted: false,
          field: 'k', text: 'C:\\x\\a.txt', element: 0, spans: [],
        },
      ],
    });
  });

  it('says which alternative held', () => {
    const { document } = indexDocument(mapping, { n: 5 }, { id: '1' });
    const trace = compile(parse('k:a or n > 3 or n:5'), { mapping, context: { now: 0 } }).trace(document);
    expect(trace.branch).toEqual({ number: 2, of: 3 });
    expect(trace.clauses).toMatchObject([{ outcome: 'matched', field: 'n', operator: '>', pattern: '3', text: '5', spans: [{ start: 0, end: 1, part: '3' }] }]);
  });
});
