import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { ruleContentSchema, type RuleContent } from '../common/detection';

const rulesDirectory = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../rules');

export interface PackagedRules {
  readonly rules: readonly RuleContent[];
}

/** A rule with the folder that holds it and its evidence. */
export interface RuleFolder {
  readonly directory: string;
  readonly content: RuleContent;
}

/** Every `rule.yml` below `directory`, by default `rules/<platform>/<tactic_slug>/rule.yml`, checked; throws with file and place of what is wrong. Sorted by folder. */
export function readRuleFolders(directory = rulesDirectory): RuleFolder[] {
  return fs
    .readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'rule.yml')
    .sort()
    .map((file) => ({ directory: path.join(directory, path.dirname(file)), content: readRule(path.join(directory, file)) }));
}

/** What the zip holds of `rules/`: contents without evidence (ADR 0003). */
export function packageRules(): PackagedRules {
  return { rules: readRuleFolders().map(({ content }) => content) };
}

function readRule(file: string): RuleContent {
  const decoded = ruleContentSchema.safeParse(parse(fs.readFileSync(file, 'utf8')));
  if (decoded.success) return decoded.data;
  const problems = decoded.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`${path.relative(path.dirname(rulesDirectory), file)}: ${problems}`);
}
