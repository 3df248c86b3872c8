import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { findHosts, type EndpointInput, type EndpointResponse } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type FindHostsQuery = EndpointInput<typeof findHosts>['query'];
export type FoundHosts = EndpointResponse<typeof findHosts>;

/** Hosts with events or alerts in the range. */
export function useFindHosts(query: FindHostsQuery): UseQueryResult<FoundHosts, ApiError> {
  const api = useApi();
  return useQuery<FoundHosts, ApiError>({ queryKey: queryKeys.hosts(query), queryFn: ({ signal }) => api.call(findHosts, { query, signal }), keepPreviousData: true });
}
