import { describe, expect, it } from 'vitest';
import { actionOf } from './row_action';

describe('actionOf', () => {
  it.each([
    ['process', 'start', 'started'],
    ['process', 'end', 'ended'],
    ['process', 'Process Create (rule: ProcessCreate)', 'started'],
    ['process', undefined, 'started'],
    ['file', 'creation', 'created'],
    ['file', 'File created (rule: FileCreate)', 'created'],
    ['file', 'deletion', 'deleted'],
    ['file', 'File Delete archived', 'deleted'],
    ['file', 'rename', 'renamed'],
    ['file', 'modification', 'changed'],
    ['file', 'File creation time changed (rule: FileCreateTime)', 'changed'],
    ['registry', 'Registry value set (rule: RegistryEvent)', 'changed'],
    ['registry', undefined, 'changed'],
    ['file', 'mount', 'other'],
  ] as const)('%s %s', (lane, action, word) => {
    expect(actionOf({ lane, action })).toBe(word);
  });
});
