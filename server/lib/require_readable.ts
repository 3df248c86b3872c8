import type { ElasticsearchClient } from '@kbn/core/server';
import { AppError } from './app_error';
import { eventIndices } from './indices';
import type { SearchAnswer } from './search';

/**
 * Tells no data from no right: for wildcard names Elasticsearch hides what the user may not read, and the search finds no index either way
 * (`kibana-8.12-observed.md` 20). So where it found none, the user's rights are asked for. Throws `forbidden`.
 */
export async function requireReadable(elasticsearch: ElasticsearchClient, { shards }: Pick<SearchAnswer, 'shards'>): Promise<void> {
  if (shards > 0) return;
  const { index } = await elasticsearch.security.hasPrivileges({ index: [{ names: [...eventIndices], privileges: ['read'] }] });
  if (Object.values(index).some((granted) => granted.read)) return;
  throw new AppError('forbidden', 'You have no right to read the indices that hold events of hosts.', { details: { indices: [...eventIndices], privilege: 'read' } });
}
