import type { ElasticsearchClient, KibanaRequest } from '@kbn/core/server';
import { ApiError } from '../http/api_error';

/** What a rule runs as, in the form in which rules keep it. */
export interface ExecutionIdentity {
  /** Base64 of `id:key`; null when the rule is disabled. */
  readonly apiKey: string | null;
  readonly apiKeyOwner: string | null;
  readonly apiKeyCreatedByUser: boolean | null;
}

export const noIdentity: ExecutionIdentity = { apiKey: null, apiKeyOwner: null, apiKeyCreatedByUser: null };

export interface IdentityDependencies {
  readonly request: KibanaRequest;
  readonly username: string;
  readonly internalClient: ElasticsearchClient;
}

function credentialsOf({ headers }: KibanaRequest): { scheme: string; value: string } {
  const header = headers.authorization;
  const text = (Array.isArray(header) ? header[0] : header) ?? '';
  const [scheme = '', value = ''] = text.split(/\s+/, 2);
  return { scheme: scheme.toLowerCase(), value };
}

function grantOf(scheme: string, value: string): Record<string, string> {
  if (scheme === 'bearer') return { grant_type: 'access_token', access_token: value };
  if (scheme !== 'basic') throw new ApiError(400, `Unsupported scheme "${scheme}" for granting API Key`);
  const [username = '', ...password] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return { grant_type: 'password', username, password: password.join(':') };
}

/**
 * The identity of a rule that this request enables or saves enabled (`detection-engine.md` §2.4): the caller's own key when the
 * caller used one, a key granted for the caller otherwise.
 */
export async function identityForRequest(ruleName: string, ruleTypeId: string, { request, username, internalClient }: IdentityDependencies): Promise<ExecutionIdentity> {
  const { scheme, value } = credentialsOf(request);
  if (scheme === 'apikey') return { apiKey: value, apiKeyOwner: username, apiKeyCreatedByUser: true };
  const name = `Alerting: ${ruleTypeId}/${ruleName}`.slice(0, 256).trim();
  const granted = await internalClient.transport.request<{ id: string; api_key: string }>({
    method: 'POST',
    path: '/_security/api_key/grant',
    body: { ...grantOf(scheme, value), api_key: { name, metadata: { managed: true } } },
  });
  return { apiKey: Buffer.from(`${granted.id}:${granted.api_key}`).toString('base64'), apiKeyOwner: username, apiKeyCreatedByUser: false };
}

/** Ends a key that was granted for a rule; a caller's own key is never touched. A key that is gone already is no failure. */
export async function endIdentity({ apiKey, apiKeyCreatedByUser }: ExecutionIdentity, internalClient: ElasticsearchClient): Promise<void> {
  if (apiKey === null || apiKeyCreatedByUser !== false) return;
  const [id = ''] = Buffer.from(apiKey, 'base64').toString('utf8').split(':');
  await internalClient.transport.request({ method: 'DELETE', path: '/_security/api_key', body: { ids: [id] } }, { ignore: [404] });
}
