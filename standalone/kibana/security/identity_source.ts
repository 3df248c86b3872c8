import type { Client } from '@elastic/elasticsearch';
import type { AuthenticatedUser } from '@kbn/core/server';
import type { HostUser } from '../kibana_options';
import type { Subject } from '../http/request_state';
import { isSameSecret, readAuthorization, type Credentials } from './credentials';

export type Identification = { readonly subject: Omit<Subject, 'sessionId'> } | { readonly refusal: string };

/** Finds out who an `authorization` header belongs to. */
export type Identify = (authorization: string) => Promise<Identification>;

interface AuthenticateAnswer {
  readonly username: string;
  readonly roles: string[];
  readonly full_name?: string | null;
  readonly email?: string | null;
  readonly metadata: Record<string, unknown>;
  readonly enabled: boolean;
  readonly authentication_realm: { readonly name: string; readonly type: string };
  readonly lookup_realm: { readonly name: string; readonly type: string };
  readonly authentication_type: string;
  readonly api_key?: { readonly id: string };
}

/** A user as `GET /internal/security/me` shows it (recordings `session-me*`). */
export interface KibanaUser extends AuthenticatedUser {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly lookup_realm: { readonly name: string; readonly type: string };
  readonly elastic_cloud_user: false;
}

const HTTP_PROVIDER = { type: 'http', name: '__http__' } as const;

/** The cluster decides: the header is sent to `GET /_security/_authenticate`. `client` must carry no credentials of its own. */
export function identifyByCluster(client: Client): Identify {
  return async (authorization) => {
    try {
      const answer = await client.transport.request<AuthenticateAnswer>({ method: 'GET', path: '/_security/_authenticate' }, { headers: { authorization } });
      return { subject: { user: toKibanaUser(answer), authorization, ...(answer.api_key ? { apiKeyId: answer.api_key.id } : {}) } };
    } catch (error) {
      const reason = refusalReason(error);
      if (reason === undefined) throw error;
      return { refusal: securityException(reason) };
    }
  };
}

function toKibanaUser(answer: AuthenticateAnswer): KibanaUser {
  return {
    username: answer.username,
    roles: answer.roles,
    full_name: answer.full_name ?? null,
    email: answer.email ?? null,
    metadata: answer.metadata,
    enabled: answer.enabled,
    authentication_realm: answer.authentication_realm,
    lookup_realm: answer.lookup_realm,
    authentication_type: answer.authentication_type,
    authentication_provider: HTTP_PROVIDER,
    elastic_cloud_user: false,
  };
}

function refusalReason(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error) || error.statusCode !== 401) return undefined;
  const body = 'body' in error ? (error.body as { readonly error?: { readonly reason?: string } } | undefined) : undefined;
  return body?.error?.reason ?? 'unable to authenticate';
}

/** The message of Kibana's 401: what its Elasticsearch client made of the answer (recording `error-401-bad-credentials`). */
function securityException(reason: string): string {
  return `[security_exception\n\tRoot causes:\n\t\tsecurity_exception: ${reason}]: ${reason}`;
}

/** Users of the embedded stack are known here; API keys are the embedded Elasticsearch's. */
export function identifyByHostUsers(users: readonly HostUser[], apiKeys: Identify): Identify {
  const byName = new Map(users.map((user) => [user.username, user]));
  return async (authorization) => {
    const credentials = readAuthorization(authorization);
    if (credentials?.scheme === 'apikey') return apiKeys(authorization);
    const user = credentials?.scheme === 'basic' ? byName.get(credentials.username) : undefined;
    if (!credentials || !user || !hasPassword(credentials, user)) {
      const name = credentials?.scheme === 'basic' ? credentials.username : '';
      return { refusal: securityException(`unable to authenticate user [${name}] for REST request [/_security/_authenticate]`) };
    }
    return { subject: { user: hostKibanaUser(user), authorization } };
  };
}

function hasPassword(credentials: Credentials, user: HostUser): boolean {
  return credentials.scheme === 'basic' && isSameSecret(credentials.password, user.password);
}

function hostKibanaUser(user: HostUser): KibanaUser {
  const realm = user.reserved ? { name: 'reserved', type: 'reserved' } : { name: 'default_native', type: 'native' };
  return {
    username: user.username,
    roles: user.roles,
    full_name: user.fullName ?? null,
    email: user.email ?? null,
    metadata: user.reserved ? { _reserved: true } : {},
    enabled: true,
    authentication_realm: realm,
    lookup_realm: realm,
    authentication_type: 'realm',
    authentication_provider: HTTP_PROVIDER,
    elastic_cloud_user: false,
  };
}
