import { describe, expect, it } from 'vitest';
import { apiKeyCredentials, credentialsOf } from './credentials';

describe('credentialsOf', () => {
  it('sends on the authorization header, else the cookie, and nothing else', () => {
    expect(credentialsOf({ headers: { authorization: 'Basic x', cookie: 'sid=1', host: 'evil', 'x-forwarded-host': 'evil' } })).toEqual({ authorization: 'Basic x' });
    expect(credentialsOf({ headers: { cookie: 'sid=1' } })).toEqual({ cookie: 'sid=1' });
  });

  it('says so where there is neither', () => {
    expect(() => credentialsOf({ headers: {} })).toThrow(expect.objectContaining({ code: 'authentication_not_forwardable' }));
  });
});

describe('apiKeyCredentials', () => {
  it('takes the encoded key as it is and encodes id:key', () => {
    expect(apiKeyCredentials('aWQ6a2V5')).toEqual({ authorization: 'ApiKey aWQ6a2V5' });
    expect(apiKeyCredentials('id:key')).toEqual({ authorization: 'ApiKey aWQ6a2V5' });
  });
});
