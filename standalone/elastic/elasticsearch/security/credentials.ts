import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** scrypt hash of a password, with its salt: `scrypt$<salt>$<hash>`. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64url')}$${scryptSync(password, salt, 32).toString('base64url')}`;
}

export function verifyPassword(password: string, stored: string): boolean {
  const [, salt = '', hash = ''] = stored.split('$');
  const expected = Buffer.from(hash, 'base64url');
  return expected.length === 32 && timingSafeEqual(scryptSync(password, Buffer.from(salt, 'base64url'), 32), expected);
}

/** For secrets that are random themselves (API keys): one fast hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export function equalSecrets(left: string, right: string): boolean {
  return timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest());
}

/** Ids as Elasticsearch makes them: 20 characters. */
export function randomId(): string {
  return randomBytes(15).toString('base64url');
}

/** 22 characters: uuids of indices, secrets of API keys. */
export function randomUuid(): string {
  return randomBytes(16).toString('base64url');
}
