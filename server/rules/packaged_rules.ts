import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ruleContentSchema, type RuleContent } from '../../common/detection';

const packagedRulesSchema = z.object({ rules: z.array(ruleContentSchema).min(1) });

/** The rules this build brings, from the file the build wrote beside this one (ADR 0003). Throws where it is missing or not well-formed. */
export function readPackagedRules(): RuleContent[] {
  const file = path.join(__dirname, 'packaged_rules.json');
  return packagedRulesSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).rules;
}
