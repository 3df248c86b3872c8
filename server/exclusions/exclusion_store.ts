import type { SavedObjectsClientContract } from '@kbn/core/server';
import { z } from 'zod';
import { exclusionType } from './exclusion_saved_object';

const lastChangeSchema = z.object({ by: z.string(), at: z.string(), reason: z.string(), on: z.boolean() });

/** The last time the exclusion was really switched in this space. */
export type LastChange = z.infer<typeof lastChangeSchema>;

/** By exclusion id; absent where it was never switched, or where what is stored cannot be read. */
export async function readLastChanges(savedObjects: Pick<SavedObjectsClientContract, 'bulkGet'>, ids: readonly string[]): Promise<ReadonlyMap<string, LastChange>> {
  const { saved_objects: found } = await savedObjects.bulkGet(ids.map((id) => ({ type: exclusionType, id })));
  return new Map(
    found.flatMap(({ id, attributes, error }) => {
      const decoded = error ? undefined : lastChangeSchema.safeParse(attributes);
      return decoded?.success ? [[id, decoded.data] as const] : [];
    })
  );
}

export async function writeLastChange(savedObjects: Pick<SavedObjectsClientContract, 'create'>, id: string, change: LastChange): Promise<void> {
  await savedObjects.create(exclusionType, change, { id, overwrite: true, refresh: false });
}
