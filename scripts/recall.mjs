// npm run recall -- --events FILE --truth FILE: scores the rules against labelled recordings. Exit code 2 for files or arguments that cannot be used.
import { registerTypeScript } from './setup/register_typescript.mjs';

await registerTypeScript();
const { main } = await import('./recall/main.ts');
await main();
