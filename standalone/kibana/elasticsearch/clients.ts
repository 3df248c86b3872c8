import { Client } from '@elastic/elasticsearch';
import type { KibanaRequest, ScopedClusterClient } from '@kbn/core/server';
import type { ElasticsearchOptions, HostCredentials } from '../kibana_options';
import { basicAuthorization } from '../security/credentials';
import { requestStateOf } from '../http/request_state';

/** The real client, over one pool of connections; credentials go with each request and with nothing else. */
export interface ElasticsearchClients {
  /** Acts as the host itself. */
  readonly asInternalUser: Client;
  /** Sends no credentials; for asking who a header belongs to. */
  readonly withoutCredentials: Client;
  asScoped(request: KibanaRequest | { readonly headers: Record<string, unknown> }): ScopedClusterClient;
  close(): Promise<void>;
}

/** Throws where the address carries credentials or is no http(s) address: they would end up in logs. */
export function createElasticsearchClients({ url, hostCredentials, ca }: ElasticsearchOptions): ElasticsearchClients {
  const address = new URL(url);
  if (address.username !== '' || address.password !== '') throw new Error('Credentials in the address of Elasticsearch are refused; give them apart from it.');
  if (address.protocol !== 'http:' && address.protocol !== 'https:') throw new Error(`Elasticsearch must be reached over http or https, not ${address.protocol}`);
  const base = new Client({ node: url, maxRetries: 3, requestTimeout: 60_000, ...(ca === undefined ? {} : { tls: { ca } }) });
  const asInternalUser = base.child({ headers: { authorization: authorizationOf(hostCredentials) } });
  return {
    asInternalUser,
    withoutCredentials: base,
    asScoped(request) {
      const authorization = requestStateOf(request).subject?.authorization ?? request.headers['authorization'];
      const headers = typeof authorization === 'string' ? { authorization } : {};
      return { asInternalUser, asCurrentUser: base.child({ headers }) };
    },
    close: () => base.close(),
  };
}

function authorizationOf(credentials: HostCredentials): string {
  return 'apiKey' in credentials ? `ApiKey ${credentials.apiKey}` : basicAuthorization(credentials.username, credentials.password);
}
