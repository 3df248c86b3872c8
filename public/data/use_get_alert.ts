import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getAlert, type EndpointResponse } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type GotAlert = EndpointResponse<typeof getAlert>;

/** One alert with its events and its explanation. */
export function useGetAlert(id: string): UseQueryResult<GotAlert, ApiError> {
  const api = useApi();
  return useQuery<GotAlert, ApiError>({ queryKey: queryKeys.alert(id), queryFn: ({ signal }) => api.call(getAlert, { params: { id }, signal }) });
}
