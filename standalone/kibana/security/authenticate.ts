import type { Request } from '@hapi/hapi';
import type { Authentication } from '../http/http_server';
import type { Identify } from './identity_source';
import { CLEARED_SESSION_COOKIE, readSessionCookie } from './session_cookie';
import type { SessionStore } from './session_store';

export interface AuthenticateDependencies {
  readonly identify: Identify;
  readonly sessions: SessionStore;
}

/** An `authorization` header comes first, then the session cookie. A request of the system itself does not prolong a session. */
export function createAuthenticate({ identify, sessions }: AuthenticateDependencies): (request: Request) => Promise<Authentication> {
  return async (request) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) return identify(String(authorization));
    const id = readSessionCookie(request.raw.req.headers.cookie);
    if (id === undefined) return { refusal: 'Unauthorized' };
    const found = sessions.find(id);
    if (found === undefined || found === 'expired') {
      return { refusal: 'Unauthorized', cookies: [CLEARED_SESSION_COOKIE], sessionEnded: found === 'expired' };
    }
    if (request.headers['kbn-system-request'] !== 'true') sessions.extend(id);
    return { subject: found };
  };
}
