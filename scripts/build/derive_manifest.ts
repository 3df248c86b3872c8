import fs from 'node:fs';
import path from 'node:path';
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { z } from 'zod';

const names = z.array(z.string());
const sourceManifestSchema = z.object({
  type: z.literal('plugin'),
  id: z.string(),
  owner: z.union([z.string(), names]),
  description: z.string().optional(),
  plugin: z.object({
    id: z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'must be camelCase'),
    server: z.boolean(),
    browser: z.boolean(),
    configPath: z.union([z.string(), names]).optional(),
    requiredPlugins: names.default([]),
    optionalPlugins: names.default([]),
    requiredBundles: names.default([]),
  }),
});

/** The flat `kibana.json` of the zip. Any other key would keep Kibana from starting (`kibana-contract.md` §1.2). */
export interface FlatManifest {
  readonly id: string;
  readonly version: string;
  readonly kibanaVersion: string;
  readonly owner: { readonly name: string };
  readonly description?: string;
  readonly server: boolean;
  readonly ui: boolean;
  readonly configPath?: string | string[];
  readonly requiredPlugins: string[];
  readonly optionalPlugins: string[];
  readonly requiredBundles: string[];
}

/** Reads `kibana.jsonc` in `root` and gives the flat manifest for one Kibana version. Throws with the path of what is wrong. */
export function deriveManifest(root: string, version: string, kibanaVersion: string): FlatManifest {
  const errors: ParseError[] = [];
  const json: unknown = parse(fs.readFileSync(path.join(root, 'kibana.jsonc'), 'utf8'), errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first) throw new Error(`kibana.jsonc: ${printParseErrorCode(first.error)} at offset ${first.offset}`);
  const decoded = sourceManifestSchema.safeParse(json);
  if (!decoded.success) throw new Error(`kibana.jsonc: ${decoded.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  const { plugin, owner, description } = decoded.data;
  return {
    id: plugin.id,
    version,
    kibanaVersion,
    owner: { name: typeof owner === 'string' ? owner : (owner[0] ?? 'Staging Watch') },
    ...(description === undefined ? {} : { description }),
    server: plugin.server,
    ui: plugin.browser,
    ...(plugin.configPath === undefined ? {} : { configPath: plugin.configPath }),
    requiredPlugins: plugin.requiredPlugins,
    optionalPlugins: plugin.optionalPlugins,
    requiredBundles: plugin.requiredBundles,
  };
}
