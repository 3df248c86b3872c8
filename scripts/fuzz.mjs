// npm run fuzz -- --minutes 30: runs the property tests of the languages for long. Exit code 1 and the counterexample when one fails.
import { registerTypeScript } from './setup/register_typescript.mjs';

await registerTypeScript();
await import('./fuzz/main.ts');
