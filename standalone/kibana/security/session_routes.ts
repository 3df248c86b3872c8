import type { IRouter } from '@kbn/core/server';
import { DECIDES_ITSELF, OPEN_TO_ALL } from '../core/host_routes';
import type { HostServices } from '../host_services';
import { requestStateOf } from '../http/request_state';
import { schema } from '../packages/config_schema';
import type { AuditLog } from './audit_log';
import { basicAuthorization } from './credentials';
import type { Identify } from './identity_source';
import { CLEARED_SESSION_COOKIE, readSessionCookie, sessionCookie } from './session_cookie';
import type { SessionStore } from './session_store';

export interface SessionRoutesDependencies {
  readonly router: IRouter;
  readonly services: HostServices;
  readonly sessions: SessionStore;
  readonly identify: Identify;
  readonly audit: AuditLog;
}

const loginBody = schema.object({
  providerType: schema.string(),
  providerName: schema.string(),
  currentURL: schema.string(),
  params: schema.object({ username: schema.string({ minLength: 1 }), password: schema.string({ minLength: 1 }) }),
});

/** Login, logout, session and `me`, as the page of 8.12.2 uses them (recordings `session-*`). */
export function registerSessionRoutes({ router, services, sessions, identify, audit }: SessionRoutesDependencies): void {
  router.post({ path: '/internal/security/login', validate: { body: loginBody }, security: OPEN_TO_ALL, options: { access: 'internal', authRequired: false } }, async (_context, request, response) => {
    const { providerType, providerName, currentURL, params } = request.body;
    if (providerType !== 'basic' || providerName !== 'basic') return response.unauthorized({ body: 'Unauthorized' });
    const found = await identify(basicAuthorization(params.username, params.password));
    const outcome = 'subject' in found ? 'success' : 'failure';
    audit.log({ event: { action: 'user_login', category: ['authentication'], outcome }, user: { name: params.username }, kibana: { authentication_provider: providerName } });
    if ('refusal' in found) return response.unauthorized({ body: found.refusal });
    const before = readSessionCookie(headerText(request.headers['cookie']));
    if (before !== undefined) sessions.end(before);
    return response.ok({ body: { location: nextLocation(currentURL) }, headers: { 'set-cookie': sessionCookie(sessions.begin(found.subject)) } });
  });

  router.get({ path: '/api/security/logout', validate: { query: schema.object({}, { unknowns: 'allow' }) }, security: OPEN_TO_ALL, options: { access: 'public', authRequired: false } }, async (_context, request, response) => {
    if ('kbn-xsrf' in request.headers || 'kbn-version' in request.headers) return response.badRequest({ body: 'Client should be able to process redirect response.' });
    const id = readSessionCookie(headerText(request.headers['cookie']));
    if (id !== undefined) sessions.end(id);
    const headers = { location: '/login?msg=LOGGED_OUT', ...(id === undefined ? {} : { 'set-cookie': CLEARED_SESSION_COOKIE }) };
    return response.redirected({ headers });
  });

  router.get({ path: '/internal/security/session', validate: false, security: DECIDES_ITSELF, options: { access: 'internal' } }, async (_context, request, response) => {
    const { subject } = requestStateOf(request);
    if (subject?.sessionId === undefined) return response.noContent();
    return response.ok({ body: { expiresInMs: sessions.remainingMs(subject.sessionId), canBeExtended: true, provider: subject.user.authentication_provider } });
  });

  // The redirect makes the browser store the cookie before it asks for the state of the session.
  router.post({ path: '/internal/security/session', validate: false, security: DECIDES_ITSELF, options: { access: 'internal' } }, async (_context, request, response) => {
    const { subject } = requestStateOf(request);
    if (subject?.sessionId !== undefined) sessions.extend(subject.sessionId);
    return response.redirected({ headers: { location: '/internal/security/session' } });
  });

  router.get({ path: '/internal/security/me', validate: false, security: DECIDES_ITSELF, options: { access: 'internal' } }, async (_context, request, response) =>
    response.ok({ body: services.currentUser(request) })
  );
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join('; ') : value;
}

/** Where the page goes after login: what `next` of its own address says, if that is a path of this host. */
export function nextLocation(currentUrl: string): string {
  const base = 'http://this-host.invalid';
  const next = URL.canParse(currentUrl, base) ? new URL(currentUrl, base).searchParams.get('next') : null;
  if (next === null || !next.startsWith('/') || !URL.canParse(next, base)) return '/';
  const target = new URL(next, base);
  return target.origin === base && !target.pathname.startsWith('//') ? `${target.pathname}${target.search}${target.hash}` : '/';
}
