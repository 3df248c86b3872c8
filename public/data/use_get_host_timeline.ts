import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getHostTimeline, type EndpointInput, type EndpointResponse } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type HostTimelineQuery = EndpointInput<typeof getHostTimeline>['query'];
export type HostTimeline = EndpointResponse<typeof getHostTimeline>;

/** Rows of one host around a moment. With `fold: 'true'` and `'false'` both may be asked: an opened fold shows its single events. */
export function useGetHostTimeline(query: HostTimelineQuery, { enabled }: { readonly enabled: boolean }): UseQueryResult<HostTimeline, ApiError> {
  const api = useApi();
  return useQuery<HostTimeline, ApiError>({ queryKey: queryKeys.timeline(query), queryFn: ({ signal }) => api.call(getHostTimeline, { query, signal }), enabled, staleTime: 30_000 });
}
