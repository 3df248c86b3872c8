// npm run noise -- --hosts 10 --days 1: what the rules alert on where nothing is wrong. Exit code 1 when the generator is unlike its measured rates, a target is missed or a test is not caught.
import { requireNode } from './setup/ensure_installed.mjs';

requireNode();
const { register } = await import('tsx/esm/api');
register();
await import('./noise/main.ts');
