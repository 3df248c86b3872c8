import { describe, expect, test } from 'vitest';
import { compile, type EqlEvent, type EqlSchema, type MatchTrace, type PredicateTrace, trace } from '../index';

const fields = ['@timestamp', 'event.category', 'process.name', 'process.args', 'process.parent.name'];
const schema: EqlSchema = { resolve: (name) => (fields.includes(name) ? { name, path: name, type: name === '@timestamp' ? 'date' : 'keyword' } : undefined), names: () => fields };
const values: Readonly<Record<string, readonly string[]>> = {
  'event.category': ['process'],
  'process.name': ['Robocopy.exe'],
  'process.args': ['robocopy', 'C:\\Temp\\Temp\\out', '/E'],
};
const event: EqlEvent = { values: (path) => values[path] ?? [] };

function predicates(node: MatchTrace): PredicateTrace[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.flatMap(predicates);
    case 'not':
      return predicates(node.part);
    case 'constant':
      return [];
    case 'predicate':
      return [node];
  }
}

function traced(text: string): MatchTrace {
  const stage = compile(text, schema).stages[0];
  if (stage === undefined) {
    throw new Error('no stage');
  }
  return trace(stage, event);
}

describe('trace', () => {
  const text = 'process where process.name in~ ("xcopy.exe", "robocopy.exe") and process.args : ("*\\\\desktop\\\\*", "*\\\\temp\\\\*") and not process.parent.name : "explorer.exe"';

  test('the deciding constant, the element of the array and the characters are told', () => {
    const [category, name, path, parent] = predicates(traced(text));
    expect(category).toMatchObject({ role: 'category', field: 'event.category', matched: true });
    expect(name).toMatchObject({ operator: 'in~', patterns: ['xcopy.exe', 'robocopy.exe'], pattern: 'robocopy.exe', text: 'Robocopy.exe', spans: [{ start: 0, end: 12, part: 'robocopy.exe' }] });
    expect(name?.element).toBeUndefined();
    expect(path).toMatchObject({ operator: ':', pattern: '*\\temp\\*', element: 1, text: 'C:\\Temp\\Temp\\out', spans: [{ start: 2, end: 8, part: '\\temp\\' }] });
    expect(parent).toMatchObject({ matched: false, values: [], spans: [] });
    expect(text.slice(path?.location.start, path?.location.end)).toBe('process.args : ("*\\\\desktop\\\\*", "*\\\\temp\\\\*")');
    expect(text.slice(path?.patternLocation?.start, path?.patternLocation?.end)).toBe('"*\\\\temp\\\\*"');
  });

  test('a not that did not exclude has matched, its part has not', () => {
    const root = traced(text);
    const last = root.kind === 'and' ? root.parts[root.parts.length - 1] : undefined;
    expect(last).toMatchObject({ kind: 'not', matched: true, part: { matched: false } });
  });

  test('what failed shows the values it saw', () => {
    const root = traced('process where process.name : "*.zip" or process.name : "*.rar"');
    expect(root.matched).toBe(false);
    expect(predicates(root)[1]).toMatchObject({ matched: false, text: 'Robocopy.exe', values: ['Robocopy.exe'] });
  });

  test('functions name their first field', () => {
    expect(predicates(traced('any where substring(process.name, -4) == ".exe"'))[0]).toMatchObject({ field: 'process.name', operator: '==', matched: true, patterns: ['-4', '.exe'] });
  });
});
