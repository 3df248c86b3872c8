// npm run build -- --kibana-version X.Y.Z: makes build/stagingWatch-<version>-kibana-X.Y.Z.zip
import { ensureInstalled, requireNode } from './setup/ensure_installed.mjs';

requireNode();
ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { runBuild } = await import('./build/run_build.ts');
process.exitCode = await runBuild(process.argv.slice(2));
