import { z } from 'zod';
import { actionSchema } from './rule_parts_schema';

const strings = z.array(z.string());

/** One edit of a bulk edit (`detection-engine.md` §1.1). */
const bulkEditSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('add_tags'), value: strings }),
  z.object({ type: z.literal('delete_tags'), value: strings }),
  z.object({ type: z.literal('set_tags'), value: strings }),
  z.object({ type: z.literal('add_index_patterns'), value: strings, overwrite_data_views: z.boolean().optional() }),
  z.object({ type: z.literal('delete_index_patterns'), value: strings, overwrite_data_views: z.boolean().optional() }),
  z.object({ type: z.literal('set_index_patterns'), value: strings, overwrite_data_views: z.boolean().optional() }),
  z.object({ type: z.literal('set_timeline'), value: z.object({ timeline_id: z.string(), timeline_title: z.string() }) }),
  z.object({ type: z.literal('set_schedule'), value: z.object({ interval: z.string().regex(/^[1-9]\d*[smh]$/), lookback: z.string().regex(/^[1-9]\d*[smh]$/) }) }),
  z.object({ type: z.literal('add_rule_actions'), value: z.object({ throttle: z.string().optional(), actions: z.array(actionSchema) }) }),
  z.object({ type: z.literal('set_rule_actions'), value: z.object({ throttle: z.string().optional(), actions: z.array(actionSchema) }) }),
]);
export type BulkEdit = z.infer<typeof bulkEditSchema>;

const selection = { query: z.string().optional(), ids: z.array(z.string()).min(1).optional() };

/** Body of `POST rules/_bulk_action`. */
export const bulkActionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('delete'), ...selection }),
  z.object({ action: z.literal('disable'), ...selection }),
  z.object({ action: z.literal('enable'), ...selection }),
  z.object({ action: z.literal('export'), ...selection }),
  z.object({ action: z.literal('duplicate'), ...selection, duplicate: z.object({ include_exceptions: z.boolean(), include_expired_exceptions: z.boolean() }).optional() }),
  z.object({ action: z.literal('edit'), ...selection, edit: z.array(bulkEditSchema).min(1) }),
]);
export type BulkAction = z.infer<typeof bulkActionSchema>;
