import { ensureInstalled, requireNode } from './ensure_installed.mjs';

/** Installs and builds for the given Kibana versions; whatever is there and unchanged is skipped. TypeScript can be imported afterwards. */
export async function buildAll(kibanaVersions) {
  requireNode();
  ensureInstalled();
  const { register } = await import('tsx/esm/api');
  register();
  const { buildPlugin } = await import('../build/build_plugin.ts');
  const { buildHost } = await import('../../standalone/build_host.ts');
  for (const version of kibanaVersions) {
    const started = Date.now();
    await buildPlugin(version);
    await buildHost(version, (line) => console.log(line));
    const seconds = (Date.now() - started) / 1000;
    if (seconds > 1) console.log(`Built for Kibana ${version} in ${seconds.toFixed(1)} s`);
  }
}
