// npm test: types, lint, unit, integration and browser tests; one summary at the end. Installs and builds what is missing.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from './setup/ensure_installed.mjs';
import { buildAll } from './setup/build_all.mjs';

const bin = (name) => path.join(projectRoot, 'node_modules', name);
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'staging-watch-test-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function run(title, args, environment = {}) {
  console.log(`\n=== ${title}`);
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true', ...environment } });
    child.on('close', (code) => {
      console.log(`=== ${title}: ${code === 0 ? 'passed' : 'failed'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
      resolve(code ?? 1);
    });
  });
}

/** A check that has no tests of its own counts as one. */
async function check(title, args) {
  const code = await run(title, args);
  totals[code === 0 ? 'passed' : 'failed'] += 1;
  if (code !== 0) failures.push(title);
}

/** Runs vitest and counts its tests; a run that could not start or loaded a broken file counts as one failure more. */
async function tests(title, args) {
  const file = path.join(reports, `${title.replace(/\W+/g, '_')}.json`);
  const code = await run(title, [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args]);
  const report = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
  totals.passed += report?.numPassedTests ?? 0;
  totals.failed += report?.numFailedTests ?? 0;
  totals.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  if (code !== 0 && (report?.numFailedTests ?? 0) === 0) totals.failed += 1;
  if (code !== 0) failures.push(title);
}

await buildAll(['8.12.2', '9.5.0']);
const tsc = bin('typescript/bin/tsc');
await check('types: common, server, standalone, scripts', [tsc, '-p', 'tsconfig.json']);
await check('types: public with React 17 and EUI 90', [tsc, '-p', 'tsconfig.public_oldest.json']);
await check('types: public with React 18 and EUI 116', [tsc, '-p', 'tsconfig.public_newest.json']);
await check('lint', [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']);
await check('coverage: every required cell as required', [path.join(projectRoot, 'scripts/coverage.mjs')]);
await tests('unit and integration tests', []);
await tests('browser tests', ['--config', 'vitest.browser.config.ts']);
fs.rmSync(reports, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nFailed: ${failures.join('; ')}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 || failures.length > 0 ? 1 : 0;
