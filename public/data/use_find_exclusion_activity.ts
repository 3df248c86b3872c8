import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { findExclusionActivity, type EndpointResponse } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type ExclusionActivity = EndpointResponse<typeof findExclusionActivity>;

/** Who switched what and why, newest first. Page from 1. */
export function useFindExclusionActivity(query: { readonly page: number; readonly perPage: number }): UseQueryResult<ExclusionActivity, ApiError> {
  const api = useApi();
  return useQuery<ExclusionActivity, ApiError>({
    queryKey: queryKeys.exclusionActivity(query),
    queryFn: ({ signal }) => api.call(findExclusionActivity, { query, signal }),
    keepPreviousData: true,
  });
}
