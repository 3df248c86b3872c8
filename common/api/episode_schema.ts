import { z } from 'zod';
import type { Episode, Explanation, StagingEvent } from '../detection';

const optionalText = z.string().optional();

export const stagingEventSchema: z.ZodType<StagingEvent> = z.object({
  position: z.number().int(),
  id: z.string(),
  index: z.string(),
  category: z.string(),
  action: optionalText,
  dataset: optionalText,
  occurredAt: z.string(),
  ingestedAt: optionalText,
  host: z.object({ id: optionalText, name: optionalText }),
  user: z.object({ name: optionalText, domain: optionalText }),
  process: z
    .object({
      entityId: optionalText,
      pid: z.number().optional(),
      name: optionalText,
      executable: optionalText,
      commandLine: optionalText,
      args: z.array(z.string()).optional(),
      parent: z.object({ name: optionalText, executable: optionalText, commandLine: optionalText, entityId: optionalText }).optional(),
    })
    .optional(),
  file: z.object({ path: optionalText, name: optionalText, extension: optionalText, directory: optionalText, sizeBytes: z.number().optional() }).optional(),
  registry: z.object({ path: optionalText, value: optionalText, dataStrings: z.array(z.string()).optional() }).optional(),
});

export const workflowStatusSchema = z.enum(['open', 'acknowledged', 'closed']);
export const severitySchema = z.enum(['low', 'medium', 'high', 'critical']);

export const episodeSchema: z.ZodType<Episode> = z.object({
  id: z.string(),
  index: z.string(),
  createdAt: z.string(),
  occurredAt: z.string(),
  status: workflowStatusSchema,
  severity: severitySchema,
  riskScore: z.number(),
  rule: z.object({ ruleId: z.string(), uuid: z.string(), name: z.string() }),
  host: z.object({ id: optionalText, name: optionalText }),
  user: z.object({ name: optionalText }),
  parent: z.object({ name: optionalText, executable: optionalText }).optional(),
  joinStrength: z.enum(['same_process', 'same_user_and_folder', 'host_only']).optional(),
  counted: z
    .object({
      count: z.number(),
      from: optionalText,
      terms: z.array(z.object({ field: z.string(), value: z.string() })),
      different: z.array(z.object({ field: z.string(), value: z.number() })),
      ruleNames: z.array(z.string()),
    })
    .optional(),
  isTest: z.boolean(),
  events: z.array(stagingEventSchema),
  missingEvents: z.number().int(),
  documentIds: z.array(z.string()),
});

const predicateSchema = z.object({
  outcome: z.enum(['matched', 'did_not_exclude']),
  field: z.string(),
  operator: z.string(),
  pattern: optionalText,
  patterns: z.array(z.string()).optional(),
  text: optionalText,
  element: z.number().int().optional(),
  spans: z.array(z.object({ start: z.number().int(), end: z.number().int(), part: z.string() })),
  location: z.object({ start: z.number().int(), end: z.number().int() }),
});

export const explanationSchema: z.ZodType<Explanation> = z.union([
  z.object({
    kind: z.literal('explained'),
    query: z.string(),
    language: z.enum(['eql', 'kuery']),
    events: z.array(
      z.object({
        position: z.number().int(),
        branch: z.object({ number: z.number().int(), of: z.number().int() }).optional(),
        predicates: z.array(predicateSchema),
      })
    ),
    joinKeys: z.array(z.object({ field: z.string(), value: z.string().nullable() })),
    maxSpanMs: z.number().optional(),
  }),
  z.object({
    kind: z.literal('not_explained'),
    problem: z.enum(['rule_changed', 'language_not_explained', 'event_missing', 'query_invalid']),
    detail: optionalText,
  }),
]);
