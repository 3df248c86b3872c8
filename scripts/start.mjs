// Installs and builds what is missing, then starts the standalone host in this process, so that Ctrl-C ends everything.
import { ensureInstalled, requireNode } from './setup/ensure_installed.mjs';

requireNode();
ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { readFlags } = await import('../standalone/flags.ts');
const flags = readFlags(process.argv.slice(2));
if (flags !== undefined) {
  const { buildAll } = await import('./setup/build_all.mjs');
  await buildAll([flags.kibanaVersion]);
  const { main } = await import('../standalone/main.ts');
  await main(flags);
}
