const NAME = 'sid';

/** The session id that a `cookie` header carries, if any. */
export function readSessionCookie(header: string | undefined): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, ...value] = part.trim().split('=');
    if (name === NAME) return value.join('=').replace(/^"(.*)"$/, '$1') || undefined;
  }
  return undefined;
}

/** Attributes as recorded (`session-cookie-attributes`), with `SameSite=Lax` besides. */
export function sessionCookie(id: string): string {
  return `${NAME}=${id}; HttpOnly; SameSite=Lax; Path=/`;
}

export const CLEARED_SESSION_COOKIE = `${NAME}=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax; Path=/`;
