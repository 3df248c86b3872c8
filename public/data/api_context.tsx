import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useServices } from '../services';
import { createApiClient, type ApiClient } from './api_client';
import { ApiError } from './api_error';

const ApiContext = createContext<ApiClient | undefined>(undefined);

/** Only what may pass by itself is tried again, twice: a refusal stays a refusal. */
const shouldRetry = (failures: number, error: unknown): boolean =>
  failures < 2 && error instanceof ApiError && (error.code === 'network' || error.code === 'detection_engine_unavailable');

/** Gives the pages below their door to the server, with a cache of their own that ends with the app. */
export function ApiProvider({ children }: { readonly children?: ReactNode }): ReactElement {
  const { http } = useServices();
  const client = useMemo(() => createApiClient(http), [http]);
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: shouldRetry, staleTime: 5_000, refetchOnWindowFocus: false, networkMode: 'always' }, mutations: { retry: false, networkMode: 'always' } } })
  );
  return (
    <ApiContext.Provider value={client}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </ApiContext.Provider>
  );
}

/** The client of the nearest provider; throws where there is none. */
export function useApi(): ApiClient {
  const client = useContext(ApiContext);
  if (client === undefined) throw new Error('useApi needs an ApiProvider above it: render the page inside App.');
  return client;
}
