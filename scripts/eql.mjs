// Plain Node entry of `npm run eql`: runs the TypeScript below scripts/query/. Standard output holds answers only.
import { registerTypeScript } from './setup/register_typescript.mjs';

await registerTypeScript();
const { runQuery } = await import('./query/main.ts');
await runQuery('eql');
