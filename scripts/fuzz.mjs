// npm run fuzz -- --minutes 30: runs the property tests of the languages for long. Exit code 1 and the counterexample when one fails.
import { requireNode } from './setup/ensure_installed.mjs';

requireNode();
const { register } = await import('tsx/esm/api');
register();
await import('./fuzz/main.ts');
