import { buildRequest } from '../../core/http/build_request';
import { parseBody } from '../../core/http/parse_body';
import type { PageConfiguration } from '../../page/page_configuration';

export interface LogInInput {
  readonly configuration: Pick<PageConfiguration, 'kibanaVersion' | 'serverBasePath'>;
  readonly username: string;
  readonly password: string;
}

/**
 * Asks the server for a session. Gives the address to go to, which is always one of this host. Rejects with an error whose message is for the
 * person.
 */
export async function logIn({ configuration, username, password }: LogInInput): Promise<string> {
  const body = JSON.stringify({ providerType: 'basic', providerName: 'basic', currentURL: window.location.href, params: { username, password } });
  const defaults = { kibanaVersion: configuration.kibanaVersion, prependBasePath: (path: string) => configuration.serverBasePath + path };
  const response = await window.fetch(buildRequest('/internal/security/login', { method: 'POST', body }, defaults)).catch(() => {
    throw new Error('The host does not answer. Is it still running?');
  });
  if (response.status === 401) throw new Error('User name or password is wrong. Try again.');
  const answer = (await parseBody(response)) as { readonly location?: string; readonly message?: string };
  if (!response.ok) throw new Error(answer.message ?? `The host refused the login (HTTP ${response.status}).`);
  return ownAddress(answer.location, `${configuration.serverBasePath}/app/home`);
}

function ownAddress(location: string | undefined, fallback: string): string {
  const address = new URL(location ?? fallback, window.location.origin);
  return address.origin === window.location.origin ? address.href : fallback;
}
