/** Privileges of a role, as `PUT /_security/role/<name>` takes them. */
export interface RoleDescriptor {
  readonly cluster?: readonly string[];
  readonly indices?: readonly IndexPrivileges[];
  readonly applications?: readonly ApplicationPrivileges[];
  readonly run_as?: readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface IndexPrivileges {
  readonly names: readonly string[];
  readonly privileges: readonly string[];
  readonly allow_restricted_indices?: boolean;
}

export interface ApplicationPrivileges {
  readonly application: string;
  readonly privileges: readonly string[];
  readonly resources: readonly string[];
}

/** A user the host brings along; never written to the store. `superuser` in `roles` may do everything. */
export interface ElasticsearchUser {
  readonly username: string;
  readonly password: string;
  /** Names of built-in roles (`superuser`, `viewer`, `editor`, `kibana_system`, `monitoring_user`) or of roles in `roles` of the options. */
  readonly roles: readonly string[];
  readonly fullName?: string;
  readonly email?: string;
}

export interface ElasticsearchOptions {
  /** TCP port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Where everything is kept; undefined keeps it in memory only. */
  readonly dataDirectory: string | undefined;
  /** Deletes what an earlier service stored in `dataDirectory`, and nothing else; refuses a directory without its marker file. */
  readonly fresh?: boolean;
  readonly users: readonly ElasticsearchUser[];
  /** Roles the host's users may name, besides the built-in ones. */
  readonly roles?: Readonly<Record<string, RoleDescriptor>>;
  /** Index templates of `source_mappings/` are installed at start unless this is false. */
  readonly sourceMappings?: boolean;
  /** One plain line for each thing worth telling (start, dropped records, failures). */
  readonly log?: (line: string) => void;
}

export interface ElasticsearchService {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** Ends connections, writes what is left, gives up the lock. */
  close(): Promise<void>;
}
