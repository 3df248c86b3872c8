import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ElasticsearchError, type JsonObject } from '../../../../common/query_dsl';
import { compileScript } from './script';
import { fromScriptValue } from './script_value';
import { javaMapOrder } from './java_map_order';
import { runUpdateScript } from './update_script';

const value = (source: string, params: JsonObject = {}): unknown => fromScriptValue(compileScript({ source, params }).run({}));
const update = (source: string, document: JsonObject, params: JsonObject = {}): unknown => {
  const { operation, source: changed } = runUpdateScript({ source, params }, { source: document, id: '1', index: 'i', version: 1, nowMs: 0 });
  return operation === 'index' ? changed : operation;
};

describe('Painless, as far as it is run here', () => {
  it.each([
    ['1 + 2 * 3', 7], ['7 / 2', 3], ['7.0 / 2', 3.5], ['"a" + 1', 'a1'], ['1 < 2 && !(2 == 3)', true], ['null == null ? "y" : "n"', 'y'], ['params.x ?: 5', 5], ['[1, 2, 3].size()', 3], ["['a': 1]['a']", 1],
    ['def s = 0; for (int i = 0; i < 4; ++i) { s += i; } return s', 6], ['List l = new ArrayList(); for (x in [3, 1]) { if (x > 1) l.add(x); } l', [3]], ['int n = 5; while (n > 2) { n--; if (n == 3) break; } n', 3],
    ["'Robocopy.exe'.toLowerCase().contains('copy')", true], ["Map m = new HashMap(); m.put('k', [1]); m.containsKey('k')", true], ['params.list.contains("b")', true],
  ] as const)('%s', (source, expected) => {
    expect(value(source, { list: ['a', 'b'] })).toEqual(expected);
  });

  it('changes a source, dotted keys apart from objects', () => {
    expect(update("ctx._source['a.b'] = params.v; ctx._source.a.b = 1", { 'a.b': 'x', a: {} }, { v: ['n'] })).toEqual({ 'a.b': ['n'], a: { b: 1 } });
    expect(update("ctx._source.remove('a')", { a: 1, c: 2 })).toEqual({ c: 2 });
    expect(update("ctx.op = 'noop'", {})).toBe('noop');
  });

  it.each(['ctx._source.x = ', 'if (', 'new Thread()', 'java.lang.Runtime.getRuntime()', 'ctx._source.getClass()', "Object.constructor('x')", 'for (;;) {}', 'try { 1 } catch (e) { }', "'x'.constructor", '1 / 0'])('refuses %s', (source) => {
    expect(() => update(source, {})).toThrow(ElasticsearchError);
  });

  it('throws nothing but its own errors', () => {
    const words = fc.constantFrom('ctx', '._source', '[', ']', '(', ')', '{', '}', ';', '=', '+', 'if', 'for', 'in', 'x', '1', "'a'", ':', '?', '.', ',', 'return', '!', '-');
    fc.assert(fc.property(fc.array(words, { maxLength: 14 }), (parts) => {
      try {
        update(parts.join(' '), { x: 1 });
      } catch (error) {
        expect(error).toBeInstanceOf(ElasticsearchError);
      }
    }));
  });
});

describe('javaMapOrder', () => {
  it('lists keys as the recordings show them', () => {
    expect(Object.keys(javaMapOrder({ n: 1, w: 'x', copied: true }) as JsonObject)).toEqual(['copied', 'w', 'n']);
  });
});
