import { randomUUID } from 'node:crypto';
import type { SavedObjectsClientContract } from '@kbn/core/server';
import { exclusionActivitySchema, type ExclusionActivity } from '../../common/api';
import { activityType } from './activity_saved_object';

/** Writes down what is about to be done and gives the id to finish it with. */
export async function writeIntent(savedObjects: Pick<SavedObjectsClientContract, 'create'>, activity: ExclusionActivity): Promise<string> {
  const id = randomUUID();
  await savedObjects.create(activityType, activity, { id, refresh: false });
  return id;
}

/** Refreshed at once unless said otherwise: the page reads the list right after a switch. */
export async function finish(savedObjects: Pick<SavedObjectsClientContract, 'update'>, id: string, end: Pick<ExclusionActivity, 'outcome' | 'errorCode'>, { refresh = true } = {}): Promise<void> {
  await savedObjects.update<ExclusionActivity>(activityType, id, end, { refresh });
}

export interface ActivityPage {
  readonly total: number;
  readonly entries: ReadonlyArray<ExclusionActivity & { readonly id: string }>;
}

/** Newest first. An entry that cannot be read is left out. */
export async function findActivity(savedObjects: Pick<SavedObjectsClientContract, 'find'>, { page, perPage }: { page: number; perPage: number }): Promise<ActivityPage> {
  const found = await savedObjects.find({ type: activityType, page, perPage, sortField: 'at', sortOrder: 'desc' });
  const entries = found.saved_objects.flatMap(({ id, attributes }) => {
    const decoded = exclusionActivitySchema.safeParse(attributes);
    return decoded.success ? [{ ...decoded.data, id }] : [];
  });
  return { total: found.total, entries };
}
