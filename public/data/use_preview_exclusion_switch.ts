import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { previewExclusionSwitch, type EndpointResponse } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type SwitchPreview = EndpointResponse<typeof previewExclusionSwitch>;

/** What a switch would change in the coverage matrix; measured when asked, and never shown from an earlier time. */
export function usePreviewExclusionSwitch({ id, on }: { readonly id: string; readonly on: boolean }): UseQueryResult<SwitchPreview, ApiError> {
  const api = useApi();
  return useQuery<SwitchPreview, ApiError>({
    queryKey: queryKeys.exclusionPreview({ id, on }),
    queryFn: ({ signal }) => api.call(previewExclusionSwitch, { params: { id }, body: { on }, signal }),
    cacheTime: 0,
    staleTime: Infinity,
    retry: false,
  });
}
