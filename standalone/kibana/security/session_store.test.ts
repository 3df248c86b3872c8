import { describe, expect, it } from 'vitest';
import { SessionStore } from './session_store';

const subject = { user: { username: 'ann', roles: [] }, authorization: 'Basic x' };

describe('SessionStore', () => {
  it('ends a session after its idle time, says so once, and forgets it at logout', () => {
    let now = 0;
    const sessions = new SessionStore({ idleTimeoutMs: 1_000, now: () => now });
    const id = sessions.begin(subject);
    now = 900;
    expect(sessions.find(id)).toMatchObject({ user: { username: 'ann', authentication_provider: { type: 'basic', name: 'basic' } }, authorization: 'Basic x' });
    sessions.extend(id);
    now = 1_800;
    expect(sessions.remainingMs(id)).toBe(100);
    now = 1_900;
    expect(sessions.find(id)).toBe('expired');
    expect(sessions.find(id)).toBeUndefined();
    const other = sessions.begin(subject);
    sessions.end(other);
    expect(sessions.find(other)).toBeUndefined();
  });

  it('gives ids that cannot be guessed', () => {
    const sessions = new SessionStore({ idleTimeoutMs: 1_000, now: () => 0 });
    const ids = new Set(Array.from({ length: 100 }, () => sessions.begin(subject)));
    expect(ids.size).toBe(100);
    for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  });
});
