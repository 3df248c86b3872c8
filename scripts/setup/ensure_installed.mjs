import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const packages = ['.', 'standalone/kibana/browser/libraries/oldest', 'standalone/kibana/browser/libraries/newest'];

/** Stops with a sentence on a Node that is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Staging Watch needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

function lockHash(directory) {
  const lock = fs.readFileSync(path.join(directory, 'package-lock.json'));
  return createHash('sha256').update(lock).update(process.platform).update(process.arch).digest('hex');
}

function runNpmCi(directory) {
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const usable = npm !== undefined && /\.c?js$/.test(npm);
  return usable
    ? spawnSync(process.execPath, [npm, ...options], { cwd: directory, stdio: ['ignore', 'inherit', 'inherit'] })
    : spawnSync('npm', options, { cwd: directory, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
}

/** Installs what the lock files name and is not there yet. No install script of a dependency is run. */
export function ensureInstalled() {
  for (const name of packages) {
    const directory = path.join(projectRoot, name);
    const stamp = path.join(directory, 'node_modules', '.staging_watch_installed');
    const wanted = lockHash(directory);
    if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) continue;
    console.log(`Installing dependencies${name === '.' ? '' : ` of ${name}`} …`);
    const result = runNpmCi(directory);
    if (result.status !== 0) {
      console.error(`Could not install the dependencies of ${name === '.' ? 'the project' : name}. Is the npm registry reachable?`);
      process.exit(result.status ?? 1);
    }
    fs.writeFileSync(stamp, wanted);
  }
}
