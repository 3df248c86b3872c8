import { schema, type TypeOf } from '@kbn/config-schema';
import type { PluginConfigDescriptor } from '@kbn/core/server';

const spaceId = schema.string({ minLength: 1, maxLength: 1000 });

const configSchema = schema.object({
  enabled: schema.boolean({ defaultValue: true }),
  install: schema.object({
    /** Encoded API key (or `id:key`) that installs the rules at start-up. A secret: belongs into the keystore; never logged, never sent to a browser. */
    apiKey: schema.maybe(schema.string({ minLength: 1, maxLength: 4096 })),
    /** Enables freshly installed rules at start-up. The key then is what the rules run with (`detection-engine.md` §2.4). */
    enableRules: schema.boolean({ defaultValue: false }),
    spaces: schema.arrayOf(spaceId, { defaultValue: ['default'], minSize: 1, maxSize: 100 }),
  }),
});

export type StagingWatchConfig = TypeOf<typeof configSchema>;

/** Nothing is exposed to the browser. */
export const config: PluginConfigDescriptor<StagingWatchConfig> = { schema: configSchema };
