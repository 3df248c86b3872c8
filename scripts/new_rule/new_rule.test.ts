import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { ruleContentSchema } from '../../common/detection';
import { checkRule, readEvidence } from '../check_rules';
import { newRule } from './main';

let directory = '';
beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'new-rule-'));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(() => {
  vi.restoreAllMocks();
  fs.rmSync(directory, { recursive: true });
});

describe('npm run new-rule', () => {
  it.each(['eql', 'query', 'threshold', 'new_terms'])('makes a %s rule whose evidence alone fails', (type) => {
    expect(newRule(['--platform', 'windows', '--slug', `collection_a_${type}`, '--type', type], directory)).toBe(0);
    const folder = path.join(directory, 'windows', `collection_a_${type}`);
    const content = ruleContentSchema.parse(parse(fs.readFileSync(path.join(folder, 'rule.yml'), 'utf8')));
    expect(content.type).toBe(type);
    const problems = checkRule({ content, firesOn: readEvidence(path.join(folder, 'fires_on.ndjson')), staysSilentOn: readEvidence(path.join(folder, 'stays_silent_on.ndjson')) });
    expect(problems.map(({ fault }) => fault)).toEqual(['evidence_false']);
  });

  it('writes nothing over', () => {
    const args = ['--platform', 'linux', '--slug', 'collection_once'];
    expect(newRule(args, directory)).toBe(0);
    const file = path.join(directory, 'linux', 'collection_once', 'rule.yml');
    fs.writeFileSync(file, 'mine');
    expect(newRule(args, directory)).toBe(2);
    expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  });

  it.each([[[]], [['--platform', 'amiga', '--slug', 'collection_a']], [['--platform', 'linux', '--slug', '../collection_a']], [['--platform', 'linux', '--slug', 'exfiltration_a']], [['--platform', 'linux', '--slug', 'collection_a', '--type', 'esql']], [['--nonsense']]])('refuses %j', (args) => {
    expect(newRule(args, directory)).toBe(2);
  });
});
