import { z } from 'zod';

/** Bodies of the alerts API (`detection-engine.md` §5). */

export const alertStatuses = ['open', 'closed', 'acknowledged', 'in-progress'] as const;

/** `POST signals/search`: a search body, sent on as it is. Emptiness is refused by the handler (recording `error-400-signals-search-empty`). */
export const searchSignalsSchema = z.object({
  query: z.record(z.unknown()).optional(),
  aggs: z.record(z.unknown()).optional(),
  size: z.number().int().min(0).optional(),
  track_total_hits: z.union([z.boolean(), z.number()]).optional(),
  _source: z.union([z.boolean(), z.string(), z.array(z.string())]).optional(),
  fields: z.array(z.unknown()).optional(),
  runtime_mappings: z.record(z.unknown()).optional(),
  sort: z.unknown().optional(),
});
export type SearchSignalsBody = z.infer<typeof searchSignalsSchema>;

export const setStatusSchema = z.object({
  status: z.enum(alertStatuses),
  signal_ids: z.array(z.string().min(1)).optional(),
  query: z.record(z.unknown()).optional(),
  conflicts: z.enum(['abort', 'proceed']).optional(),
});
export type SetStatusBody = z.infer<typeof setStatusSchema>;

export const setTagsSchema = z.object({ ids: z.array(z.string().min(1)).min(1), tags: z.object({ tags_to_add: z.array(z.string().min(1)), tags_to_remove: z.array(z.string().min(1)) }) });
export type SetTagsBody = z.infer<typeof setTagsSchema>;

export const setAssigneesSchema = z.object({ ids: z.array(z.string().min(1)).min(1), assignees: z.object({ add: z.array(z.string().min(1)), remove: z.array(z.string().min(1)) }) });
export type SetAssigneesBody = z.infer<typeof setAssigneesSchema>;
