import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { findAlerts, type EndpointInput, type EndpointResponse } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type FindAlertsQuery = EndpointInput<typeof findAlerts>['query'];
export type FoundAlerts = EndpointResponse<typeof findAlerts>;

/** A page of alerts. Earlier rows stay until the new ones are there. `refreshMs` asks again by itself while the tab is seen; 0 never. */
export function useFindAlerts(query: FindAlertsQuery, { refreshMs }: { readonly refreshMs: number }): UseQueryResult<FoundAlerts, ApiError> {
  const api = useApi();
  return useQuery<FoundAlerts, ApiError>({
    queryKey: queryKeys.alertList(query),
    queryFn: ({ signal }) => api.call(findAlerts, { query, signal }),
    keepPreviousData: true,
    refetchInterval: refreshMs > 0 ? refreshMs : false,
  });
}
