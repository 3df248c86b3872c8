// npm run coverage: the matrix of rules and tests in the terminal. Exit code 1 when a required cell is not as required.
import { registerTypeScript } from './setup/register_typescript.mjs';

await registerTypeScript();
await import('./coverage/main.ts');
