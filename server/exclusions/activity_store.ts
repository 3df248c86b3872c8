import { randomUUID } from 'node:crypto';
import type { SavedObjectsClientContract } from '@kbn/core/server';
import { z } from 'zod';
import { activityType } from './activity_saved_object';

const activitySchema = z.object({
  exclusionId: z.string(),
  ruleId: z.string(),
  position: z.number().int(),
  field: z.string(),
  value: z.string(),
  on: z.boolean(),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
  outcome: z.enum(['intended', 'done', 'refused']),
  errorCode: z.string().optional(),
  queryBefore: z.string().optional(),
  queryAfter: z.string().optional(),
});

/** Who switched what, when and why. */
export type Activity = z.infer<typeof activitySchema>;

/** Writes down what is about to be done and gives the id to finish it with. */
export async function writeIntent(savedObjects: Pick<SavedObjectsClientContract, 'create'>, activity: Activity): Promise<string> {
  const id = randomUUID();
  await savedObjects.create(activityType, activity, { id, refresh: false });
  return id;
}

/** Refreshed at once unless said otherwise: the page reads the list right after a switch. */
export async function finish(savedObjects: Pick<SavedObjectsClientContract, 'update'>, id: string, end: Pick<Activity, 'outcome' | 'errorCode'>, { refresh = true } = {}): Promise<void> {
  await savedObjects.update<Activity>(activityType, id, end, { refresh });
}

export interface ActivityPage {
  readonly total: number;
  readonly entries: ReadonlyArray<Activity & { readonly id: string }>;
}

/** Newest first. An entry that cannot be read is left out. */
export async function findActivity(savedObjects: Pick<SavedObjectsClientContract, 'find'>, { page, perPage }: { page: number; perPage: number }): Promise<ActivityPage> {
  const found = await savedObjects.find({ type: activityType, page, perPage, sortField: 'at', sortOrder: 'desc' });
  const entries = found.saved_objects.flatMap(({ id, attributes }) => {
    const decoded = activitySchema.safeParse(attributes);
    return decoded.success ? [{ ...decoded.data, id }] : [];
  });
  return { total: found.total, entries };
}
