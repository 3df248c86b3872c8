import { describe, expect, it } from 'vitest';
import { toApiError } from './api_error';

const thrown = (body: unknown, status?: number) => Object.assign(new Error('Request failed'), { body, response: status === undefined ? undefined : { status } });

describe('toApiError', () => {
  it('takes code and details of the plugin from the attributes', () => {
    const error = toApiError(thrown({ statusCode: 409, error: 'Conflict', message: 'changed', attributes: { code: 'rule_edited', details: { ruleId: 'r' } } }), 'POST /x');
    expect(error).toMatchObject({ code: 'rule_edited', statusCode: 409, message: 'changed', details: { ruleId: 'r' }, request: 'POST /x' });
  });

  it.each([
    [{ statusCode: 403, message: 'Forbidden' }, 'forbidden'],
    [{ status_code: 404, message: ['a', 'b'] }, 'not_found'],
    [{ statusCode: 500, message: 'x', attributes: { code: 'made_up' } }, 'internal'],
    [{ statusCode: 418, message: 'x' }, 'internal'],
  ])('reads Kibana’s own bodies by status: %j', (body, code) => {
    expect(toApiError(thrown(body), 'GET /x').code).toBe(code);
  });

  it('joins a list of messages', () => {
    expect(toApiError(thrown({ status_code: 400, message: ['a', 'b'] }), 'GET /x').message).toBe('a; b');
  });

  it('falls back to the status of the response, then to a network failure', () => {
    expect(toApiError(thrown(undefined, 502), 'GET /x').code).toBe('upstream_failed');
    expect(toApiError(new TypeError('Failed to fetch'), 'GET /x')).toMatchObject({ code: 'network', message: 'Failed to fetch' });
  });
});
