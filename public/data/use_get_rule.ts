import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getRule, type RuleDetail } from '../../common/api';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

/** What is known about one rule beyond how it runs. */
export function useGetRule(ruleId: string): UseQueryResult<RuleDetail, ApiError> {
  const api = useApi();
  return useQuery<RuleDetail, ApiError>({ queryKey: queryKeys.rule(ruleId), queryFn: ({ signal }) => api.call(getRule, { params: { ruleId }, signal }) });
}
