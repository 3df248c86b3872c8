import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../common/api';
import { AppError } from './app_error';
import { toHttpError } from './to_http_error';

describe('toHttpError', () => {
  it('gives every code a status of failure', () => {
    for (const code of errorCodes) {
      const { statusCode, body } = toHttpError(new AppError(code, 'words', { details: { a: 1 } }));
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(statusCode).not.toBe(401);
      expect(body).toEqual({ message: 'words', attributes: { code, details: { a: 1 } } });
    }
  });

  it('hides what it does not know', () => {
    const { statusCode, body, unexpected } = toHttpError(new Error('password=secret'));
    expect({ statusCode, unexpected, code: body.attributes.code }).toEqual({ statusCode: 500, unexpected: true, code: 'internal' });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('reads the errors of both clients by their shape', () => {
    const elasticsearch = Object.assign(new Error('x'), { statusCode: 403, meta: { statusCode: 403, body: { error: { reason: 'outer', root_cause: [{ reason: 'no right' }] } } } });
    expect(toHttpError(elasticsearch)).toMatchObject({ statusCode: 403, body: { message: 'no right', attributes: { code: 'forbidden' } } });
    const savedObjects = Object.assign(new Error('gone'), { isBoom: true, output: { statusCode: 409 } });
    expect(toHttpError(savedObjects)).toMatchObject({ statusCode: 409, body: { attributes: { code: 'conflict' } } });
  });
});
