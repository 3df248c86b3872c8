import { createHash, randomBytes } from 'node:crypto';
import type { AuthenticatedUser } from '@kbn/core/server';
import type { Subject } from '../http/request_state';

interface Session {
  readonly user: AuthenticatedUser;
  /** Kept in memory only, never written anywhere; ends with the session or the host. */
  readonly authorization: string;
  expiresAtMs: number;
}

export interface SessionStoreDependencies {
  readonly idleTimeoutMs: number;
  readonly now: () => number;
}

/** Sessions of the page: a random id in a cookie stands for credentials that the host keeps. Lost on restart, on purpose. */
export class SessionStore {
  /** By digest of the id, so that a look at the memory of this map gives no usable cookie. */
  private readonly sessions = new Map<string, Session>();
  private readonly dependencies: SessionStoreDependencies;

  constructor(dependencies: SessionStoreDependencies) {
    this.dependencies = dependencies;
  }

  /** Gives the id for the cookie: 256 random bits. */
  begin(subject: Pick<Subject, 'user' | 'authorization'>): string {
    this.dropExpired();
    const id = randomBytes(32).toString('base64url');
    const user = { ...subject.user, authentication_provider: { type: 'basic', name: 'basic' }, profile_uid: profileIdOf(subject.user) };
    this.sessions.set(digest(id), { user, authorization: subject.authorization, expiresAtMs: this.dependencies.now() + this.dependencies.idleTimeoutMs });
    return id;
  }

  /** The subject of a live session. `expired` where there was one until lately. */
  find(id: string): Subject | 'expired' | undefined {
    const session = this.sessions.get(digest(id));
    if (!session) return undefined;
    if (session.expiresAtMs <= this.dependencies.now()) {
      this.sessions.delete(digest(id));
      return 'expired';
    }
    return { user: session.user, authorization: session.authorization, sessionId: id };
  }

  /** Milliseconds until the session ends. */
  remainingMs(id: string): number {
    return Math.max(0, (this.sessions.get(digest(id))?.expiresAtMs ?? 0) - this.dependencies.now());
  }

  /** Starts the idle time anew. */
  extend(id: string): void {
    const session = this.sessions.get(digest(id));
    if (session) session.expiresAtMs = this.dependencies.now() + this.dependencies.idleTimeoutMs;
  }

  end(id: string): void {
    this.sessions.delete(digest(id));
  }

  private dropExpired(): void {
    for (const [key, session] of this.sessions) if (session.expiresAtMs <= this.dependencies.now()) this.sessions.delete(key);
  }
}

const digest = (id: string): string => createHash('sha256').update(id).digest('base64url');

/** An id of the form of Elasticsearch's user profiles (recording `session-me`), stable for a user of a realm. */
function profileIdOf(user: AuthenticatedUser): string {
  const hash = createHash('sha256').update(JSON.stringify([user.authentication_realm?.name, user.username]));
  return `u_${hash.digest('base64url')}_0`;
}
