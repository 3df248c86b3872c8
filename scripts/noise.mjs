// npm run noise -- --hosts 10 --days 1: what the rules alert on where nothing is wrong. Exit code 1 when the generator is unlike its measured rates, a test is not caught or a rule cannot be run.
import { registerTypeScript } from './setup/register_typescript.mjs';

await registerTypeScript();
await import('./noise/main.ts');
