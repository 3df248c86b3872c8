import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { findExclusions, type EndpointResponse } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

/** All exclusions as they stand in the rules now. */
export function useFindExclusions(): UseQueryResult<EndpointResponse<typeof findExclusions>, ApiError> {
  const api = useApi();
  return useQuery<EndpointResponse<typeof findExclusions>, ApiError>({ queryKey: queryKeys.exclusionList, queryFn: ({ signal }) => api.call(findExclusions, { signal }) });
}
