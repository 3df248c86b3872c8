import { createHash, timingSafeEqual } from 'node:crypto';

/** The parts of an `authorization` header. */
export type Credentials =
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string; readonly header: string }
  | { readonly scheme: 'apikey'; readonly header: string }
  | { readonly scheme: 'other'; readonly header: string };

/** Takes the header as sent, gives what it says; nothing where there is none. */
export function readAuthorization(header: string | undefined): Credentials | undefined {
  if (!header) return undefined;
  const [scheme = '', value = ''] = header.split(/\s+/, 2);
  if (scheme.toLowerCase() === 'apikey') return { scheme: 'apikey', header };
  if (scheme.toLowerCase() !== 'basic') return { scheme: 'other', header };
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon === -1 ? { scheme: 'other', header } : { scheme: 'basic', username: text.slice(0, colon), password: text.slice(colon + 1), header };
}

/** Gives the header for a name and password. */
export function basicAuthorization(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

/** Compares in constant time, whatever the lengths. */
export function isSameSecret(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(left), digest(right));
}
