// Plain Node entry of `npm run languages`: runs the TypeScript below scripts/languages/.
import { ensureInstalled, requireNode } from './setup/ensure_installed.mjs';

requireNode();
ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
await import('./languages/main.ts');
