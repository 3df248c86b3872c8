import { z } from 'zod';
import type { TimelineRow } from '../timeline';
import { defineEndpoint } from './endpoint';
import { noInput } from './no_input';

const optionalText = z.string().optional();

const timelineRowSchema: z.ZodType<TimelineRow> = z.object({
  id: z.string(),
  lane: z.enum(['process', 'file', 'registry', 'alert']),
  occurredAt: z.string(),
  lastOccurredAt: optionalText,
  ingestedAt: optionalText,
  lagMs: z.number().optional(),
  action: optionalText,
  user: optionalText,
  process: z.object({ name: optionalText, executable: optionalText, commandLine: optionalText, entityId: optionalText, parentName: optionalText }).optional(),
  object: optionalText,
  folder: optionalText,
  extensions: z.array(z.string()).optional(),
  count: z.number().int(),
  sizeBytes: z.number().optional(),
  alert: z.object({ id: z.string(), ruleName: z.string(), severity: z.string(), status: z.string() }).optional(),
  eventIds: z.array(z.string()),
});

/** Minutes before and after the moment in focus. */
export const timelineSpansMinutes = [5, 15, 60] as const;

/** Process, file, registry and alert rows of one host in one order around a moment. A host is named by id, by name, or both. */
export const getHostTimeline = defineEndpoint({
  method: 'get',
  path: '/internal/staging_watch/host_timeline',
  version: '1',
  privilege: 'read',
  params: noInput,
  query: z
    .object({
      hostId: z.string().min(1).max(256).optional(),
      hostName: z.string().min(1).max(256).optional(),
      /** ISO 8601. */
      at: z.string().datetime({ offset: true }),
      spanMinutes: z.coerce.number().refine((value) => (timelineSpansMinutes as readonly number[]).includes(value)).default(15),
      fold: z.enum(['true', 'false']).default('true'),
    })
    .strict()
    .refine((query) => query.hostId !== undefined || query.hostName !== undefined, { message: 'name the host: hostId or hostName' }),
  body: noInput,
  response: z.object({
    host: z.object({ id: optionalText, name: optionalText, os: optionalText }),
    from: z.string(),
    to: z.string(),
    rows: z.array(timelineRowSchema),
    /** Source events in the range; `rows` holds the nearest 10,000 to the moment when there are more. */
    totalEvents: z.number().int(),
    shownEvents: z.number().int(),
    /** Lanes without any event of this host in the last 30 days: blind, not quiet. */
    blindLanes: z.array(z.enum(['process', 'file', 'registry'])),
    /** The host's last event before the range, where the range is empty. */
    lastEventAt: z.string().optional(),
    /** Present where alerts may be missing: `forbidden`: they may not be read; `capped`: there are more than are read at once. */
    alertsMissing: z.enum(['forbidden', 'capped']).optional(),
    partial: z.object({ failedShards: z.number().int(), totalShards: z.number().int(), reason: z.string() }).optional(),
  }),
});
