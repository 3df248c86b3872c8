import type { KibanaRequest } from '@kbn/core/server';
import { readAuthorization } from '../security/credentials';
import { requestStateOf } from '../http/request_state';
import type { ElasticsearchClients } from './clients';

interface CreatedKey {
  readonly id: string;
  readonly name: string;
  readonly api_key: string;
}

interface KeyRequest {
  readonly name: string;
  readonly expiration?: string;
  readonly role_descriptors?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** `core.security.authc.apiKeys` (`kibana-contract.md` §4.4): keys are Elasticsearch's own. */
export interface ApiKeys {
  areAPIKeysEnabled(): Promise<boolean>;
  create(request: KibanaRequest, key: KeyRequest): Promise<CreatedKey | null>;
  /** A key with the rights of the request's user, made by the host for them. */
  grantAsInternalUser(request: KibanaRequest, key: KeyRequest): Promise<CreatedKey | null>;
  invalidateAsInternalUser(keys: { readonly ids: readonly string[] }): Promise<unknown>;
}

export function createApiKeys({ asInternalUser, asScoped }: ElasticsearchClients): ApiKeys {
  return {
    areAPIKeysEnabled: async () => true,
    create: (request, key) =>
      asScoped(request).asCurrentUser.transport.request<CreatedKey>({ method: 'POST', path: '/_security/api_key', body: { ...key } }),
    async grantAsInternalUser(request, key) {
      const authorization = requestStateOf(request).subject?.authorization ?? request.headers['authorization'];
      const credentials = readAuthorization(typeof authorization === 'string' ? authorization : undefined);
      if (credentials?.scheme !== 'basic') return null;
      const body = { grant_type: 'password', username: credentials.username, password: credentials.password, api_key: { ...key } };
      return asInternalUser.transport.request<CreatedKey>({ method: 'POST', path: '/_security/api_key/grant', body });
    },
    invalidateAsInternalUser: ({ ids }) => asInternalUser.transport.request({ method: 'DELETE', path: '/_security/api_key', body: { ids } }),
  };
}
