import type { KibanaRequest } from '@kbn/core/server';
import { AppError } from './app_error';
import type { Credentials } from './loopback';

/**
 * What the caller logged in with, to be sent on: the `authorization` header, which Kibana puts on requests of a session too
 * (`kibana-8.12-observed.md` 15), else the cookie. Throws `authentication_not_forwardable` where there is neither.
 */
export function credentialsOf({ headers }: Pick<KibanaRequest, 'headers'>): Credentials {
  const authorization = single(headers.authorization);
  if (authorization !== undefined) return { authorization };
  const cookie = single(headers.cookie);
  if (cookie !== undefined) return { cookie };
  throw new AppError('authentication_not_forwardable', 'You are logged in in a way that cannot be sent on to the detection engine. Log in with a user name and password, single sign-on or an API key.');
}

/** Credentials of a configured key: `ApiKey` takes the encoded form; `id:key` is encoded here. */
export function apiKeyCredentials(apiKey: string): Credentials {
  const encoded = apiKey.includes(':') ? Buffer.from(apiKey, 'utf8').toString('base64') : apiKey;
  return { authorization: `ApiKey ${encoded}` };
}

function single(header: string | string[] | undefined): string | undefined {
  const value = Array.isArray(header) ? header.join('; ') : header;
  return value === '' ? undefined : value;
}
