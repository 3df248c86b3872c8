import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { findPorts, type EndpointResponse } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type FoundPort = EndpointResponse<typeof findPorts>['ports'][number];

/** The rules with a text of another product beside them; they come with the build and do not change. */
export function useFindPorts(): UseQueryResult<EndpointResponse<typeof findPorts>, ApiError> {
  const api = useApi();
  return useQuery<EndpointResponse<typeof findPorts>, ApiError>({ queryKey: queryKeys.ports, queryFn: ({ signal }) => api.call(findPorts, { signal }), staleTime: Infinity });
}
