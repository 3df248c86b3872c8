import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parse } from 'jsonc-parser';

const folder = path.dirname(fileURLToPath(import.meta.url));

export interface BuildDetectionEngineOptions {
  /** Becomes the plugin's directory: `kibana.json`, `server/index.js`. */
  readonly outputDirectory: string;
  readonly kibanaVersion: string;
}

/** Builds the detection engine as a plugin of the host: a manifest for that version and one CommonJS file for Node 18.18 and newer. */
export async function buildDetectionEngine({ outputDirectory, kibanaVersion }: BuildDetectionEngineOptions): Promise<void> {
  await mkdir(path.join(outputDirectory, 'server'), { recursive: true });
  await build({
    entryPoints: [path.join(folder, 'server/index.ts')],
    outfile: path.join(outputDirectory, 'server/index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18.18',
    external: ['@kbn/*', '@elastic/elasticsearch'],
    logLevel: 'silent',
  });
  const manifest: unknown = parse(await readFile(path.join(folder, 'kibana.jsonc'), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null) throw new Error('the manifest of the detection engine is no JSON object');
  await writeFile(path.join(outputDirectory, 'kibana.json'), `${JSON.stringify({ ...manifest, kibanaVersion }, undefined, 2)}\n`);
}
