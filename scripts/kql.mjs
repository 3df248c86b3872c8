// Plain Node entry of `npm run kql`: runs the TypeScript below scripts/query/. Standard output holds answers only.
import { registerTypeScript } from './setup/register_typescript.mjs';

await registerTypeScript();
const { runQuery } = await import('./query/main.ts');
await runQuery('kql');
