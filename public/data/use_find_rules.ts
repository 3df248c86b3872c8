import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { findRules, type EndpointResponse } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type FoundRules = EndpointResponse<typeof findRules>;

/** The rules of this space and how they do. */
export function useFindRules({ enabled = true, refreshMs = 0 }: { readonly enabled?: boolean; readonly refreshMs?: number } = {}): UseQueryResult<FoundRules, ApiError> {
  const api = useApi();
  return useQuery<FoundRules, ApiError>({
    queryKey: queryKeys.rules,
    queryFn: ({ signal }) => api.call(findRules, { signal }),
    enabled,
    refetchInterval: refreshMs > 0 ? refreshMs : false,
  });
}
