import type { JsonObject, JsonValue } from '../../../../common/query_dsl';
import type { ElasticsearchUser, RoleDescriptor } from '../options';
import { BUILT_IN_ROLES } from './built_in_roles';
import type { Realm } from './principal';

/** A user made through the API. */
export interface NativeUser {
  readonly username: string;
  readonly passwordHash: string;
  readonly roles: readonly string[];
  readonly fullName: string | null;
  readonly email: string | null;
  readonly metadata: JsonObject;
  readonly enabled: boolean;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly secretHash: string;
  readonly username: string;
  readonly realm: Realm;
  readonly createdMs: number;
  readonly expiresMs: number | undefined;
  readonly invalidatedMs: number | undefined;
  readonly metadata: JsonObject;
  /** Roles given to the key itself, by name; empty: those of its owner. */
  readonly descriptors: Readonly<Record<string, RoleDescriptor>>;
  /** What its owner was allowed when it was made. */
  readonly limitedBy: readonly (readonly RoleDescriptor[])[];
}

export const RESERVED_REALM: Realm = { name: 'reserved', type: 'reserved' };
export const FILE_REALM: Realm = { name: 'default_file', type: 'file' };
export const NATIVE_REALM: Realm = { name: 'default_native', type: 'native' };

/** Users, roles and API keys. What the host brought along is not stored; the rest is, by whoever changes it. */
export class SecurityState {
  readonly nativeUsers = new Map<string, NativeUser>();
  readonly roles = new Map<string, RoleDescriptor>();
  readonly apiKeys = new Map<string, ApiKey>();

  constructor(
    readonly hostUsers: ReadonlyMap<string, ElasticsearchUser>,
    private readonly hostRoles: Readonly<Record<string, RoleDescriptor>>
  ) {}

  role(name: string): RoleDescriptor | undefined {
    return this.roles.get(name) ?? (Object.hasOwn(this.hostRoles, name) ? this.hostRoles[name] : undefined) ?? (Object.hasOwn(BUILT_IN_ROLES, name) ? BUILT_IN_ROLES[name] : undefined);
  }

  roleNames(): string[] {
    return [...new Set([...Object.keys(BUILT_IN_ROLES), ...Object.keys(this.hostRoles), ...this.roles.keys()])].sort();
  }

  descriptorsOf(roles: readonly string[]): RoleDescriptor[] {
    return roles.map((name) => this.role(name)).filter((descriptor) => descriptor !== undefined);
  }

  /** Takes up an entry of the store. */
  restore(key: string, value: JsonValue): void {
    const [kind, name = ''] = splitKey(key);
    if (kind === 'user') this.nativeUsers.set(name, value as unknown as NativeUser);
    else if (kind === 'role') this.roles.set(name, value as unknown as RoleDescriptor);
    else if (kind === 'api_key') this.apiKeys.set(name, value as unknown as ApiKey);
  }
}

function splitKey(key: string): [string, string] {
  const at = key.indexOf('/');
  return [key.slice(0, at), key.slice(at + 1)];
}
