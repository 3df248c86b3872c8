// npm run coverage: the matrix of rules and tests in the terminal. Exit code 1 when a required cell is not as required.
import { requireNode } from './setup/ensure_installed.mjs';

requireNode();
const { register } = await import('tsx/esm/api');
register();
await import('./coverage/main.ts');
