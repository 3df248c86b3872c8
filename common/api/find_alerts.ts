import { z } from 'zod';
import { defineEndpoint } from './endpoint';
import { noInput } from './no_input';
import { episodeSchema, workflowStatusSchema } from './episode_schema';

/** One text or several: `status=open&status=closed`. */
const several = <T extends z.ZodTypeAny>(item: T) => z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item).max(100));

/** ISO 8601 or Elasticsearch date math (`now-24h`, `now/d`), 1 to 64 characters; Elasticsearch refuses the rest. */
export const dateMathSchema = z.string().min(1).max(64);

export const alertSortFields = ['created', 'severity', 'status', 'rule', 'host'] as const;

/** Alerts of the staging rules of this space, one row an episode, newest first by default. */
export const findAlerts = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/alerts',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: z
    .object({
      from: dateMathSchema.default('now-24h'),
      to: dateMathSchema.default('now'),
      status: several(workflowStatusSchema),
      /** `rule_id`s. */
      rule: several(z.string().max(256)),
      /** `host.name`s. */
      host: several(z.string().max(256)),
      /** Alerts of an exercise, whose events all carry the tag for that: left out, among the others, or alone. */
      tests: z.enum(['hide', 'show', 'only']).default('hide'),
      sort: z.enum(alertSortFields).default('created'),
      order: z.enum(['asc', 'desc']).default('desc'),
      /** From 1. `page` times `perPage` is at most 10,000. */
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      perPage: z.coerce.number().int().min(1).max(100).default(25),
    })
    .strict(),
  body: noInput,
  response: z.object({
    alerts: z.array(episodeSchema),
    total: z.number().int(),
    /** `gte`: there are more than `total`. */
    totalRelation: z.enum(['eq', 'gte']),
    /** How many alerts of an exercise match range and filters, whether they are shown or not. */
    testAlerts: z.number().int(),
    /** Values to filter by, over the same time range without the filters but `tests`. At most 100 of each, most alerts first. */
    facets: z.object({
      rules: z.array(z.object({ ruleId: z.string(), name: z.string(), count: z.number().int() })),
      hosts: z.array(z.object({ name: z.string(), count: z.number().int() })),
    }),
    /** Present when Elasticsearch answered only for a part of the shards. */
    partial: z.object({ failedShards: z.number().int(), totalShards: z.number().int(), reason: z.string() }).optional(),
  }),
});
