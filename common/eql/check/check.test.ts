import { describe, expect, test } from 'vitest';
import { parse } from '../language/index';
import type { EqlSchema } from '../schema/event_source';
import { check } from './check';

const types: Readonly<Record<string, string>> = {
  '@timestamp': 'date', 'event.category': 'keyword', 'process.name': 'keyword', 'process.pid': 'long', 'process.parent.name': 'wildcard', 'source.ip': 'ip', raw: 'text', message: 'text', 'message.keyword': 'keyword', b: 'boolean', v: 'version', when: 'date', event: 'object', place: 'geo_point',
};
const schema: EqlSchema = {
  resolve: (name) => (Object.hasOwn(types, name) ? { name, path: name, type: types[name] as string, ...(name === 'message' ? { exactPath: 'message.keyword' } : {}) } : undefined),
  names: () => Object.keys(types),
};

const found = (text: string): string[] => check(parse(text), schema).map(({ code, location }) => `${code}@${text.slice(location.start, location.end)}`);

describe('check', () => {
  test.each([
    ['process where process.name : "a*" and ?no.such == 1 and b', []],
    ['process where process.nmae == "a"', ['unknown_field@process.nmae']],
    ['process where lenght(process.name) > 1', ['unknown_function@lenght']],
    ['process where length(process.pid) > 1', ['type_mismatch@process.pid']],
    ['process where length~(process.name) > 1', ['case_sensitivity_not_supported@length~']],
    ['process where substring(process.name) == "a"', ['wrong_argument_count@substring(process.name)']],
    ['process where source.ip in ("10.0.0.1") and when in (1) and process.pid in ("1")', ['type_mismatch@"10.0.0.1"', 'type_mismatch@1', 'type_mismatch@"1"']],
    ['process where source.ip == "10.0.0.1" and process.pid == "1" and process.name == 1', []],
    ['process where v : "1*" or source.ip like "1*"', ['type_mismatch@v', 'type_mismatch@source.ip']],
    ['process where raw == "a" or message == "a"', ['no_exact_field@raw']],
    ['process where event == 1 or place == 1', ['unsupported_field_type@event', 'unsupported_field_type@place']],
    ['process where process.pid in (1, process.pid)', ['not_constant@process.pid']],
    ['any where process.pid', ['condition_not_boolean@process.pid']],
    ['any where not process.name', ['type_mismatch@process.name']],
    ['sequence [any where true] by process.name [any where true] by process.pid', ['join_key_mismatch@process.pid']],
    ['sequence [any where true] by process.name [any where true] by process.parent.name', []],
  ] as const)('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('the nearest names are proposed', () => {
    const [finding] = check(parse('process where proces.name == "a"'), schema);
    expect(finding?.params['nearest']).toEqual(['process.name', 'process.parent.name']);
    expect(finding?.message).toContain('Unknown column [proces.name]');
  });

  test('hostile names are only names', () => {
    expect(found('any where `__proto__` == 1 or constructor == 2')).toEqual(['unknown_field@`__proto__`', 'unknown_field@constructor']);
  });
});
