import { alertsAlias } from '../alerts/alerts_index';
import { ApiError } from '../http/api_error';
import type { RequestServices } from '../http/request_services';
import type { SearchSignalsBody } from './signals_schema';

/** Searches the alerts of the space with the caller's own rights; gives Elasticsearch's answer as it is (recordings `signals-search*`). */
export async function searchSignals(body: SearchSignalsBody, { client, engine, spaceId }: RequestServices): Promise<unknown> {
  const sent = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  if (Object.keys(sent).length === 0) throw new ApiError(400, '"value" must have at least 1 children');
  await engine.alertsIndices.ensure(spaceId);
  return client.transport.request({ method: 'POST', path: `/${alertsAlias(spaceId)}/_search`, querystring: { ignore_unavailable: true }, body: sent });
}
