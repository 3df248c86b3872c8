import type { RoleDescriptor } from '../options';

export interface Realm {
  readonly name: string;
  readonly type: string;
}

/** An API key as far as a request made with it needs. */
export interface PrincipalApiKey {
  readonly id: string;
  readonly name: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Who makes a request, and what they may do: every set of descriptors in `grants` must allow it. */
export interface Principal {
  readonly username: string;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Role names; empty for an API key. */
  readonly roles: readonly string[];
  readonly realm: Realm;
  readonly apiKey: PrincipalApiKey | undefined;
  /** One list of role descriptors for a user; for an API key its own descriptors, limited by those of its owner. */
  readonly grants: readonly (readonly RoleDescriptor[])[];
}

/** The user as refusals name it. */
export function describePrincipal(principal: Principal): string {
  return principal.apiKey === undefined
    ? `user [${principal.username}] with effective roles [${[...principal.roles].sort().join(',')}]`
    : `API key id [${principal.apiKey.id}] of user [${principal.username}]`;
}
