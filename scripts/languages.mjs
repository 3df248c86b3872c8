// Plain Node entry of `npm run languages`: runs the TypeScript below scripts/languages/. Standard output holds answers only.
import { registerTypeScript } from './setup/register_typescript.mjs';

await registerTypeScript();
await import('./languages/main.ts');
