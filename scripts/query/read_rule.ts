import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ruleContentSchema, type RuleContent } from '../../common/detection/index';
import type { QueryLanguage } from './command_line';
import { QueryInputError } from './query_input_error';

/** The rule in `FOLDER/rule.yml`. Throws QueryInputError where it is absent, is no rule, or is in the other language. */
export function readRule(folder: string, language: QueryLanguage): RuleContent {
  const rule = ruleContentSchema.safeParse(yamlOf(path.join(folder, 'rule.yml')));
  if (!rule.success) {
    const [issue] = rule.error.issues;
    throw new QueryInputError(`--rule ${folder}: rule.yml is no rule: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const needed = rule.data.language === 'eql' ? 'eql' : 'kql';
  if (needed !== language) throw new QueryInputError(`--rule ${folder}: this rule's query is ${needed.toUpperCase()}; use npm run ${needed}.`);
  return rule.data;
}

function yamlOf(file: string): unknown {
  try {
    return parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new QueryInputError(`--rule: ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
