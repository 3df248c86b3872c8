// npm run recall -- --events FILE --truth FILE: scores the rules against labelled recordings. Exit code 2 for files or arguments that cannot be used.
import { requireNode } from './setup/ensure_installed.mjs';

requireNode();
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./recall/main.ts');
await main();
