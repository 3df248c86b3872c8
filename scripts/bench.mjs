// Plain Node entry of `npm run bench`: runs the TypeScript below scripts/bench/. Standard output holds one JSON line a measurement.
import { registerTypeScript } from './setup/register_typescript.mjs';

await registerTypeScript();
await import('./bench/main.ts');
