import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { enableRules, installRules, runRule, type EndpointInput, type EndpointResponse, type InstallReport } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type InstallRulesBody = EndpointInput<typeof installRules>['body'];
export type EnableRulesBody = EndpointInput<typeof enableRules>['body'];
export type EnableRulesAnswer = EndpointResponse<typeof enableRules>;
export type InstallRulesResult = UseMutationResult<InstallReport, ApiError, InstallRulesBody>;
export type RunRuleAnswer = EndpointResponse<typeof runRule>;

/** What depends on the rules: they themselves, and the exclusions that stand in their queries. */
function useInvalidateRules(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([queries.invalidateQueries(queryKeys.rules), queries.invalidateQueries(queryKeys.exclusions)]);
  };
}

/** Installs missing rules, or repairs the named ones. */
export function useInstallRules(): InstallRulesResult {
  const api = useApi();
  return useMutation<InstallReport, ApiError, InstallRulesBody>({ mutationFn: (body) => api.call(installRules, { body }), onSettled: useInvalidateRules() });
}

/** Enables or disables rules. */
export function useEnableRules(): UseMutationResult<EnableRulesAnswer, ApiError, EnableRulesBody> {
  const api = useApi();
  return useMutation<EnableRulesAnswer, ApiError, EnableRulesBody>({ mutationFn: (body) => api.call(enableRules, { body }), onSettled: useInvalidateRules() });
}

/** Runs one rule now, where this Kibana offers it. */
export function useRunRule(): UseMutationResult<RunRuleAnswer, ApiError, string> {
  const api = useApi();
  return useMutation<RunRuleAnswer, ApiError, string>({ mutationFn: (ruleId) => api.call(runRule, { params: { ruleId } }), onSettled: useInvalidateRules() });
}
