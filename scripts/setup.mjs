// Installs and builds what `npm start` and `npm test` need; both do the same by themselves.
import { ensureInstalled, requireNode } from './setup/ensure_installed.mjs';

requireNode();
ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { ensureBuilt } = await import('./build/ensure_built.ts');
await ensureBuilt({ log: console.log });
