import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { requireNode } from './ensure_installed.mjs';

/**
 * Makes TypeScript importable in this process. Installs first what is missing, in a process of its own whose words go to standard error: standard output
 * is for answers. Ends the process where installing fails.
 */
export async function registerTypeScript() {
  requireNode();
  if (!fs.existsSync(new URL('../../node_modules/tsx', import.meta.url))) {
    const setup = fileURLToPath(new URL('./ensure_installed.mjs', import.meta.url));
    const install = `import { pathToFileURL } from 'node:url'; const { ensureInstalled } = await import(pathToFileURL(${JSON.stringify(setup)})); ensureInstalled();`;
    const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', install], { stdio: ['ignore', 2, 2] });
    if (status !== 0) process.exit(status ?? 1);
  }
  const { register } = await import('tsx/esm/api');
  register();
}
