import type { BatchLanguage } from './batch_language';
import { eqlBatch } from './eql_batch';
import { kqlBatch } from './kql_batch';

/** The closed list of languages that the batch answers. */
export const batchLanguages: readonly BatchLanguage[] = [eqlBatch, kqlBatch];
