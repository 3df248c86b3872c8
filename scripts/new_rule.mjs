// Plain Node entry of `npm run new-rule`: runs the TypeScript below scripts/new_rule/. Standard output names what was made.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { requireNode } from './setup/ensure_installed.mjs';

requireNode();
if (!fs.existsSync(new URL('../node_modules/tsx', import.meta.url))) {
  const setup = fileURLToPath(new URL('./setup/ensure_installed.mjs', import.meta.url));
  const install = `import { pathToFileURL } from 'node:url'; const { ensureInstalled } = await import(pathToFileURL(${JSON.stringify(setup)})); ensureInstalled();`;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', install], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
const { register } = await import('tsx/esm/api');
register();
const { newRule } = await import('./new_rule/main.ts');
process.exitCode = newRule(process.argv.slice(2));
