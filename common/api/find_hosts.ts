import { z } from 'zod';
import { defineEndpoint } from './endpoint';
import { noInput } from './no_input';
import { dateMathSchema } from './find_alerts';

/** Hosts that sent events or have staging alerts in the range; open alerts first. At most 500. */
export const findHosts = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/hosts',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: z.object({ from: dateMathSchema.default('now-24h'), to: dateMathSchema.default('now') }).strict(),
  body: noInput,
  response: z.object({
    hosts: z.array(
      z.object({
        id: z.string().optional(),
        name: z.string().optional(),
        os: z.string().optional(),
        openAlerts: z.number().int(),
        alerts: z.number().int(),
        events: z.number().int(),
        lastEventAt: z.string().optional(),
      })
    ),
    truncated: z.boolean(),
    /** Present when Elasticsearch answered only for a part of the shards. */
    partial: z.object({ failedShards: z.number().int(), totalShards: z.number().int(), reason: z.string() }).optional(),
  }),
});
