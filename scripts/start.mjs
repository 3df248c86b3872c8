// Installs and builds what is missing, then starts the standalone host in this process, so that Ctrl-C ends everything.
import { ensureInstalled, requireNode } from './setup/ensure_installed.mjs';

requireNode();
const wantsHelp = process.argv.includes('--help') || process.argv.includes('-h');
ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
if (!wantsHelp) {
  const { parseFlags } = await import('../standalone/flags.ts');
  const { ensureBuilt } = await import('./build/ensure_built.ts');
  const flags = parseFlags(process.argv.slice(2));
  if (flags.ok) await ensureBuilt({ log: console.log, kibanaVersions: [flags.value.kibanaVersion] });
}
const { main } = await import('../standalone/main.ts');
await main(process.argv.slice(2));
