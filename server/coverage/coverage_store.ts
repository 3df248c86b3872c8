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
