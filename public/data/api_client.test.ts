import { describe, expect, it } from 'vitest';
import { findExclusionActivity, getAlert, turnOnExclusion } from '../../common/api';
import { createApiClient } from './api_client';

interface Sent {
  readonly path: string;
  readonly options: unknown;
}

function clientAnswering(answer: unknown): { readonly client: ReturnType<typeof createApiClient>; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch = async <T,>(path: string, options?: unknown): Promise<T> => {
    sent.push({ path, options });
    if (answer instanceof Error) throw answer;
    return answer as T;
  };
  return { client: createApiClient({ fetch }), sent };
}

describe('the API client', () => {
  it('sends method, version, path, query and body as the contract says', async () => {
    const row = { id: 'e/1', source: 'seed', ruleId: 'r', ruleName: 'R', position: 1, category: 'process', field: 'process.parent.name', value: 'svchost.exe', on: true, state: 'on' };
    const { client, sent } = clientAnswering(row);
    await expect(client.call(turnOnExclusion, { params: { id: 'e/1' }, body: { reason: 'noise' } })).resolves.toEqual(row);
    expect(sent[0]).toMatchObject({ path: '/internal/staging_watch/exclusions/e%2F1/_turn_on', options: { method: 'POST', version: '1', body: '{"reason":"noise"}' } });
  });

  it('refuses an answer that is not as the contract says', async () => {
    const { client } = clientAnswering({ total: 'many', entries: [] });
    await expect(client.call(findExclusionActivity, { query: {} })).rejects.toMatchObject({ code: 'unexpected_answer', message: expect.stringContaining('total') });
  });

  it('turns a failure into an ApiError, but leaves an abort alone', async () => {
    const { client } = clientAnswering(Object.assign(new Error('no'), { body: { statusCode: 404, message: 'no such alert' } }));
    await expect(client.call(getAlert, { params: { id: 'x' } })).rejects.toMatchObject({ name: 'ApiError', code: 'not_found' });
    const controller = new AbortController();
    controller.abort();
    const aborted = clientAnswering(new DOMException('aborted', 'AbortError'));
    await expect(aborted.client.call(getAlert, { params: { id: 'x' }, signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
