import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { setAlertStatus, type EndpointInput, type EndpointResponse } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type SetAlertStatusBody = EndpointInput<typeof setAlertStatus>['body'];
export type SetAlertStatusAnswer = EndpointResponse<typeof setAlertStatus>;

/** Writes the status of alerts; lists and flyout are asked again whatever came of it. */
export function useSetAlertStatus(): UseMutationResult<SetAlertStatusAnswer, ApiError, SetAlertStatusBody> {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation<SetAlertStatusAnswer, ApiError, SetAlertStatusBody>({
    mutationFn: (body) => api.call(setAlertStatus, { body }),
    onSettled: () => queries.invalidateQueries(queryKeys.alerts),
  });
}
