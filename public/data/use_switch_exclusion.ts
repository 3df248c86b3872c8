import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { turnOffExclusion, turnOnExclusion, type ExclusionRow } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export interface ExclusionSwitch {
  readonly id: string;
  readonly on: boolean;
  readonly reason: string;
}

/** Switches one exclusion. Nothing is shown as switched before the server said so; refused or not, the rows are asked again. */
export function useSwitchExclusion(): UseMutationResult<ExclusionRow, ApiError, ExclusionSwitch> {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation<ExclusionRow, ApiError, ExclusionSwitch>({
    mutationFn: ({ id, on, reason }) => api.call(on ? turnOnExclusion : turnOffExclusion, { params: { id }, body: { reason } }),
    onSettled: () => queries.invalidateQueries(queryKeys.exclusions),
  });
}
