import { randomBytes } from 'node:crypto';
import type { RequestServices } from '../http/request_services';

interface EqlSearch {
  readonly params: { readonly index: string | readonly string[]; readonly body: Record<string, unknown> };
  readonly options?: { readonly ignore?: readonly number[] | undefined } | undefined;
}

/**
 * Runs an EQL search and gives Elasticsearch's answer inside a search strategy's; an answer whose status is to be ignored is
 * given too (recordings `eql-validation-*`). The search is done when it answers: there is nothing to come back for.
 */
export async function validateEql({ params, options }: EqlSearch, { client }: RequestServices): Promise<Record<string, unknown>> {
  const index = [params.index].flat().join(',');
  const answer = await client.transport.request<Record<string, unknown>>(
    { method: 'POST', path: `/${index.split(',').map(encodeURIComponent).join(',')}/_eql/search`, querystring: { ignore_unavailable: true }, body: params.body },
    { ignore: [...(options?.ignore ?? [])] }
  );
  const requestParams = { method: 'POST', path: `/${index}/_eql/search`, querystring: 'ignore_unavailable=true' };
  if ('error' in answer) return { rawResponse: answer, requestParams, isRestored: false };
  const id = typeof answer.id === 'string' ? answer.id : randomBytes(42).toString('base64');
  return { id, rawResponse: { id, ...answer }, isPartial: false, isRunning: false, requestParams, isRestored: false };
}
