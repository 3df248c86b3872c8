import type { IncomingHttpHeaders } from 'node:http';
import { ElasticsearchError } from '../../../../common/query_dsl';
import { equalSecrets, hashSecret, verifyPassword } from './credentials';
import type { Principal } from './principal';
import { FILE_REALM, NATIVE_REALM, RESERVED_REALM, type SecurityState } from './security_state';

const CHALLENGE = ['Basic realm="security", charset="UTF-8"', 'Bearer realm="security"', 'ApiKey'];
const RESERVED_USERS = new Set(['elastic', 'kibana_system', 'kibana']);
const NO_CREDENTIALS = 'unable to authenticate with provided credentials and anonymous access is not allowed for this request';

function unauthenticated(reason: string, additional?: string): ElasticsearchError {
  const extra = { ...(additional === undefined ? {} : { additional_unsuccessful_credentials: additional }), header: { 'WWW-Authenticate': CHALLENGE } };
  return new ElasticsearchError({ type: 'security_exception', reason, extra }, { status: 401 });
}

/** Finds out who makes a request: HTTP basic or `ApiKey`. Verified passwords are remembered as hashes, so that a request costs little. */
export class Authenticator {
  private readonly verified = new Map<string, string>();

  constructor(
    private readonly security: SecurityState,
    private readonly now: () => number
  ) {}

  /** @throws ElasticsearchError 401 with the challenges of Elasticsearch */
  authenticate(headers: IncomingHttpHeaders, path: string): Principal {
    const [scheme = '', credentials = ''] = (headers.authorization ?? '').split(/\s+/, 2);
    if (headers.authorization === undefined) throw unauthenticated(`missing authentication credentials for REST request [${path}]`);
    if (scheme.toLowerCase() === 'basic') return this.basic(credentials, path);
    if (scheme.toLowerCase() === 'apikey') return this.apiKey(credentials);
    if (scheme.toLowerCase() === 'bearer') throw unauthenticated(NO_CREDENTIALS, 'oauth2 token: invalid token');
    throw unauthenticated(`missing authentication credentials for REST request [${path}]`);
  }

  /** The user of a name and password; undefined where they do not fit. */
  login(username: string, password: string): Principal | undefined {
    const host = this.security.hostUsers.get(username);
    if (host !== undefined) {
      if (!equalSecrets(host.password, password)) return undefined;
      const realm = RESERVED_USERS.has(username) ? RESERVED_REALM : FILE_REALM;
      const metadata = RESERVED_USERS.has(username) ? { _reserved: true } : {};
      return this.principal({ username, roles: host.roles, fullName: host.fullName ?? null, email: host.email ?? null, metadata }, realm);
    }
    const native = this.security.nativeUsers.get(username);
    if (native === undefined || !native.enabled || !this.fits(username, password, native.passwordHash)) return undefined;
    return this.principal(native, NATIVE_REALM);
  }

  private principal(user: Pick<Principal, 'username' | 'roles' | 'fullName' | 'email' | 'metadata'>, realm: Principal['realm']): Principal {
    const { username, roles, fullName, email, metadata } = user;
    return { username, roles, fullName, email, metadata, realm, apiKey: undefined, grants: [this.security.descriptorsOf(roles)] };
  }

  private fits(username: string, password: string, hash: string): boolean {
    const known = `${hash}:${hashSecret(password)}`;
    if (this.verified.get(username) === known) return true;
    if (!verifyPassword(password, hash)) return false;
    this.verified.set(username, known);
    return true;
  }

  private basic(credentials: string, path: string): Principal {
    const decoded = Buffer.from(credentials, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    const username = colon === -1 ? decoded : decoded.slice(0, colon);
    const found = colon === -1 ? undefined : this.login(username, decoded.slice(colon + 1));
    if (found === undefined) throw unauthenticated(`unable to authenticate user [${username}] for REST request [${path}]`);
    return found;
  }

  private apiKey(credentials: string): Principal {
    const decoded = Buffer.from(credentials, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon < 1) throw unauthenticated(NO_CREDENTIALS, 'API key: invalid ApiKey value');
    const id = decoded.slice(0, colon);
    const key = this.security.apiKeys.get(id);
    if (key === undefined) throw unauthenticated(NO_CREDENTIALS, `API key: unable to find apikey with id ${id}`);
    if (key.secretHash !== hashSecret(decoded.slice(colon + 1))) throw unauthenticated(NO_CREDENTIALS, `API key: invalid credentials for API key [${id}]`);
    if (key.invalidatedMs !== undefined) throw unauthenticated(NO_CREDENTIALS, `API key: api key [${id}] has been invalidated`);
    if (key.expiresMs !== undefined && key.expiresMs <= this.now()) throw unauthenticated(NO_CREDENTIALS, `API key: api key is expired`);
    const own = Object.values(key.descriptors);
    return {
      username: key.username,
      fullName: null,
      email: null,
      metadata: {},
      roles: [],
      realm: { name: '_es_api_key', type: '_es_api_key' },
      apiKey: { id, name: key.name, metadata: key.metadata },
      grants: own.length === 0 ? key.limitedBy : [own, ...key.limitedBy],
    };
  }
}
