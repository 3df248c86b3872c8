import type { SavedObjectsClientContract } from '@kbn/core/server';
import { z } from 'zod';
import { verdictSchema } from '../../common/api';
import type { CellResult } from '../../common/coverage';
import { statusCodeOf } from '../lib/to_http_error';
import { coverageRunType } from './coverage_saved_objects';

const resultSchema = z.custom<CellResult>((value) => typeof value === 'object' && value !== null && verdictSchema.safeParse((value as { verdict?: unknown }).verdict).success);
const storedRunSchema = z.object({
  ranAt: z.string(),
  corpusHash: z.string(),
  cells: z.array(z.object({ ruleId: z.string(), testId: z.string(), ruleHash: z.string(), testHash: z.string(), results: z.array(resultSchema) })),
});

/** A run as it is kept: each cell with the hashes of what it was made of, so that it is known when it is not true any more. */
export type StoredRun = z.infer<typeof storedRunSchema>;
export type StoredCell = StoredRun['cells'][number];

export interface StoredRuns {
  readonly last?: StoredRun;
  readonly previous?: StoredRun;
}

/** Absent where there was none, or where what is stored cannot be read any more: it is run again then. */
export async function readRuns(savedObjects: Pick<SavedObjectsClientContract, 'get'>): Promise<StoredRuns> {
  const [last, previous] = await Promise.all([readRun(savedObjects, 'last'), readRun(savedObjects, 'previous')]);
  return { ...(last ? { last } : {}), ...(previous ? { previous } : {}) };
}

async function readRun(savedObjects: Pick<SavedObjectsClientContract, 'get'>, id: string): Promise<StoredRun | undefined> {
  try {
    const { attributes } = await savedObjects.get<{ run?: unknown }>(coverageRunType, id);
    const decoded = storedRunSchema.safeParse(JSON.parse(String(attributes.run)));
    return decoded.success ? decoded.data : undefined;
  } catch (error) {
    if (statusCodeOf(error) === 404 || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Two runs at once may each miss the other's cells: those are then of older hashes, and stale. */
export async function writeRun(savedObjects: Pick<SavedObjectsClientContract, 'create'>, run: StoredRun, before: StoredRun | undefined): Promise<void> {
  const put = (id: string, stored: StoredRun) => savedObjects.create(coverageRunType, { run: JSON.stringify(stored) }, { id, overwrite: true, refresh: false });
  if (before) await put('previous', before);
  await put('last', run);
}

/** Longer than any run takes: a claim as old is of a process that died. */
const claimLastsMs = 120_000;

/** Says that `owner` runs stale cells now; false where another one does. Throws what the client throws, 403 for one who may not write. */
export async function claimRun(savedObjects: Pick<SavedObjectsClientContract, 'get' | 'create'>, now: Date, owner: string): Promise<boolean> {
  const claim = { claimedAt: now.toISOString(), owner };
  try {
    await savedObjects.create(coverageRunType, claim, { id: 'claim', overwrite: false, refresh: false });
    return true;
  } catch (error) {
    if (statusCodeOf(error) !== 409) throw error;
  }
  const { attributes } = await savedObjects.get<{ claimedAt?: unknown }>(coverageRunType, 'claim');
  const ageMs = now.getTime() - Date.parse(String(attributes.claimedAt));
  if (ageMs >= 0 && ageMs < claimLastsMs) return false;
  await savedObjects.create(coverageRunType, claim, { id: 'claim', overwrite: true, refresh: false });
  return true;
}

/** A claim that another one took over meanwhile, because this one took too long, stays. */
export async function releaseRun(savedObjects: Pick<SavedObjectsClientContract, 'get' | 'delete'>, owner: string): Promise<void> {
  const { attributes } = await savedObjects.get<{ owner?: unknown }>(coverageRunType, 'claim');
  if (attributes.owner !== owner) return;
  await savedObjects.delete(coverageRunType, 'claim', { refresh: false });
}
