import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readRuleRequest } from './rule_request';
import { firesOnSkeleton, ruleSkeleton, staysSilentOnSkeleton } from './skeleton';

const usage = `npm run new-rule -- --platform windows|linux|macos|cross_platform --slug collection_<what_it_sees> [--type eql|query|threshold|new_terms]
Makes rules/<platform>/<slug>/ with rule.yml and evidence that fails until the rule is written. rules/README.md says how to go on.`;

/**
 * Makes the folder of a new rule. Writes nothing over: a folder that is there already is refused.
 * @param args what stands behind `npm run new-rule --`
 * @param rulesDirectory where the folders of platforms lie
 * @returns the exit code
 */
export function newRule(args: readonly string[], rulesDirectory = path.resolve(import.meta.dirname, '../../rules')): number {
  try {
    const { values } = parseArgs({ args: [...args], options: { platform: { type: 'string' }, slug: { type: 'string' }, type: { type: 'string' }, help: { type: 'boolean' } } });
    if (values.help) {
      process.stdout.write(`${usage}\n`);
      return 0;
    }
    const request = readRuleRequest(values);
    const directory = path.join(rulesDirectory, request.platform, request.slug);
    fs.mkdirSync(path.dirname(directory), { recursive: true });
    fs.mkdirSync(directory);
    const files = { 'rule.yml': ruleSkeleton(request), 'fires_on.ndjson': firesOnSkeleton(request), 'stays_silent_on.ndjson': staysSilentOnSkeleton(request) };
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(directory, name), text, { flag: 'wx' });
    process.stdout.write(`${path.relative(process.cwd(), directory)}: ${Object.keys(files).join(', ')}\nNow: npx vitest run rules/all_rules\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n${usage}\n`);
    return 2;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return 'There is a rule in that folder already; nothing was written.';
  return error instanceof Error ? error.message : String(error);
}
