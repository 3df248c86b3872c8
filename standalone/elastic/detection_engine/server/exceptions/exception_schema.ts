import { z } from 'zod';

/**
 * Bodies of the lists API. Kibana checks them with another library and words refusals as `Invalid value "x" supplied to "path"`
 * (recordings `error-400-exception-*`); `suppliedText` prints zod's issues that way.
 */

const text = z.string().min(1);
const operator = z.enum(['included', 'excluded']);
const namespaceType = z.enum(['single', 'agnostic']);
const osTypes = z.array(z.enum(['linux', 'macos', 'windows']));

const plainEntries = [
  z.object({ field: text, operator, type: z.literal('match'), value: text }),
  z.object({ field: text, operator, type: z.literal('match_any'), value: z.array(text).min(1) }),
  z.object({ field: text, operator, type: z.literal('exists') }),
] as const;

const entrySchema = z.discriminatedUnion('type', [
  ...plainEntries,
  z.object({ field: text, operator, type: z.literal('wildcard'), value: text }),
  z.object({ field: text, operator, type: z.literal('list'), list: z.object({ id: text, type: text }) }),
  z.object({ field: text, type: z.literal('nested'), entries: z.array(z.discriminatedUnion('type', [...plainEntries])).min(1) }),
]);

const listTypes = z.enum(['detection', 'rule_default', 'endpoint', 'endpoint_trusted_apps', 'endpoint_events', 'endpoint_host_isolation_exceptions', 'endpoint_blocklists']);

const listFields = {
  description: z.string(),
  name: z.string(),
  type: listTypes,
  list_id: text.optional(),
  namespace_type: namespaceType.optional().default('single'),
  os_types: osTypes.optional(),
  tags: z.array(z.string()).optional(),
  meta: z.record(z.unknown()).optional(),
  version: z.number().int().min(1).optional(),
};
export const listCreateSchema = z.object(listFields);
export type ListCreateBody = z.infer<typeof listCreateSchema>;
export const listUpdateSchema = z.object({ ...listFields, id: text.optional(), _version: z.string().optional() });
export type ListUpdateBody = z.infer<typeof listUpdateSchema>;

const itemFields = {
  description: z.string(),
  entries: z.array(entrySchema).min(1),
  name: z.string(),
  type: z.literal('simple'),
  namespace_type: namespaceType.optional().default('single'),
  os_types: osTypes.optional(),
  tags: z.array(z.string()).optional(),
  meta: z.record(z.unknown()).optional(),
  expire_time: z.string().datetime({ offset: true }).optional(),
};
const newComment = z.object({ comment: text });
export const itemCreateSchema = z.object({ ...itemFields, list_id: text, item_id: text.optional(), comments: z.array(newComment).optional() });
export type ItemCreateBody = z.infer<typeof itemCreateSchema>;
export const itemUpdateSchema = z.object({
  ...itemFields,
  id: text.optional(),
  item_id: text.optional(),
  list_id: text.optional(),
  _version: z.string().optional(),
  comments: z.array(z.object({ id: text.optional(), comment: text })).optional(),
});
export type ItemUpdateBody = z.infer<typeof itemUpdateSchema>;

/** Items of `POST rules/{id}/exceptions`. */
export const ruleExceptionsSchema = z.object({ items: z.array(z.object({ ...itemFields, item_id: text.optional(), list_id: text.optional(), comments: z.array(newComment).optional() })) });
export type RuleExceptionsBody = z.infer<typeof ruleExceptionsSchema>;

const pageNumber = z.coerce.number().int().min(1);
/** Which list or item a request names. */
export const listNameQuerySchema = z.object({ id: text.optional(), list_id: text.optional(), namespace_type: namespaceType.optional().default('single') });
export const itemNameQuerySchema = z.object({ id: text.optional(), item_id: text.optional(), namespace_type: namespaceType.optional().default('single') });

const commaSeparated = <T extends z.ZodTypeAny>(schema: T) => z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), schema);
const findFields = {
  filter: z.string().optional(),
  page: pageNumber.optional().default(1),
  per_page: z.coerce.number().int().min(0).max(10_000).optional().default(20),
  sort_field: z.string().optional(),
  sort_order: z.enum(['asc', 'desc']).optional(),
};
export const findListsQuerySchema = z.object({ ...findFields, namespace_type: commaSeparated(z.array(namespaceType)).optional().default(['single']) });
export const findItemsQuerySchema = z.object({ ...findFields, list_id: commaSeparated(z.array(text).min(1)), namespace_type: commaSeparated(z.array(namespaceType)).optional().default(['single']), search: z.string().optional() });

function valueAtPath(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[name] : undefined), value);
}

const printed = (value: unknown): string => (typeof value === 'string' ? value : value === undefined ? 'undefined' : JSON.stringify(value));

/** Field names of an entry in the order in which Kibana's library names those that fit no kind of entry. */
const entryParts = ['field', 'operator', 'type', 'value', 'list', 'entries'] as const;

/** Kibana's library tries every kind of entry and names what each of them misses; one text for each part, in this order. */
function entryTexts(entry: unknown, badParts: ReadonlySet<string>): string[] {
  const named = entryParts.filter((part) => badParts.has(part) || part === 'type' || part === 'value' || part === 'list' || part === 'entries');
  return named.map((part) => `Invalid value "${printed(valueAtPath(entry, [part]))}" supplied to "entries,${part}"`);
}

/** Issues of a body of the lists API in Kibana's words, comma-separated. */
export function suppliedText(error: z.ZodError, body: unknown): string {
  const texts: string[] = [];
  const entries = new Map<number, Set<string>>();
  for (const { path } of error.issues) {
    const [root, position, part] = path;
    if (root === 'entries' && typeof position === 'number') {
      entries.set(position, (entries.get(position) ?? new Set()).add(String(part ?? 'type')));
      continue;
    }
    texts.push(`Invalid value "${printed(valueAtPath(body, path))}" supplied to "${path.filter((name) => typeof name === 'string').join(',')}"`);
  }
  for (const [position, parts] of entries) texts.push(...entryTexts(valueAtPath(body, ['entries', position]), parts));
  return texts.join(',');
}
