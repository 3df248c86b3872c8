// Plain Node entry of `npm run new-rule`: runs the TypeScript below scripts/new_rule/. Standard output names what was made.
import { registerTypeScript } from './setup/register_typescript.mjs';

await registerTypeScript();
const { newRule } = await import('./new_rule/main.ts');
process.exitCode = newRule(process.argv.slice(2));
