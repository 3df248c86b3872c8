import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { addCoverageTest, compareCoverage, deleteCoverageTest, getCoverage, getCoverageCell, getCoveragePack, runCoverage, type EndpointResponse } from '../../common/api';
import type { EventStyle } from '../../common/detection';
import { useApi } from './api_context';
import type { ApiError } from './api_error';
import { queryKeys } from './query_keys';

export type CoverageMatrix = EndpointResponse<typeof getCoverage>;
export type CoverageCellDetail = EndpointResponse<typeof getCoverageCell>;
export type CoverageComparison = EndpointResponse<typeof compareCoverage>;
export type CoveragePack = EndpointResponse<typeof getCoveragePack>;

/** Which result of the matrix: one rule on one test in one style. */
export interface CoverageCellPlace {
  readonly ruleId: string;
  readonly testId: string;
  readonly style: EventStyle;
}

/** While cells are run in the background, the matrix is asked for again. */
const refreshingEveryMs = 2_000;

/** The matrix as it stands, cells that are out of date marked so. */
export function useGetCoverage(): UseQueryResult<CoverageMatrix, ApiError> {
  const api = useApi();
  return useQuery<CoverageMatrix, ApiError>({
    queryKey: queryKeys.coverageMatrix,
    queryFn: ({ signal }) => api.call(getCoverage, { signal }),
    refetchInterval: (matrix) => (matrix?.isRefreshing === true ? refreshingEveryMs : false),
  });
}

/** One cell, run on the spot. */
export function useGetCoverageCell(place: CoverageCellPlace): UseQueryResult<CoverageCellDetail, ApiError> {
  const api = useApi();
  return useQuery<CoverageCellDetail, ApiError>({ queryKey: queryKeys.coverageCell(place), queryFn: ({ signal }) => api.call(getCoverageCell, { query: { ...place }, signal }) });
}

/** What is other than in the run before, or than with every exclusion off; not asked while `base` is undefined. */
export function useCompareCoverage(base: 'previous' | 'exclusions_off' | undefined): UseQueryResult<CoverageComparison, ApiError> {
  const api = useApi();
  return useQuery<CoverageComparison, ApiError>({
    queryKey: queryKeys.coverageComparison(base),
    queryFn: ({ signal }) => api.call(compareCoverage, { query: { with: base ?? 'previous' }, signal }),
    enabled: base !== undefined,
  });
}

/** Runs every rule over every test. */
export function useRunCoverage(): UseMutationResult<CoverageMatrix, ApiError, void> {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation<CoverageMatrix, ApiError, void>({
    mutationFn: () => api.call(runCoverage, { body: {} }),
    onSettled: () => queries.invalidateQueries(queryKeys.coverage),
  });
}

export interface NewCoverageTest {
  readonly name: string;
  readonly ndjson: string;
  readonly caughtBy: string[];
}

/** Stores a test of the user's own. */
export function useAddCoverageTest(): UseMutationResult<EndpointResponse<typeof addCoverageTest>, ApiError, NewCoverageTest> {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation<EndpointResponse<typeof addCoverageTest>, ApiError, NewCoverageTest>({
    mutationFn: (body) => api.call(addCoverageTest, { body }),
    onSuccess: () => queries.invalidateQueries(queryKeys.coverage),
  });
}

/** Forgets a test of the user's own. */
export function useDeleteCoverageTest(): UseMutationResult<EndpointResponse<typeof deleteCoverageTest>, ApiError, string> {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation<EndpointResponse<typeof deleteCoverageTest>, ApiError, string>({
    mutationFn: (id) => api.call(deleteCoverageTest, { params: { id } }),
    onSettled: () => queries.invalidateQueries(queryKeys.coverage),
  });
}

/** Fetches the evidence pack. */
export function useCoveragePack(): UseMutationResult<CoveragePack, ApiError, void> {
  const api = useApi();
  return useMutation<CoveragePack, ApiError, void>({ mutationFn: () => api.call(getCoveragePack, {}) });
}
