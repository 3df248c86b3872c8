import type { Logger } from '@kbn/core/server';

/** One entry of a role's Kibana part: base or feature privileges in named spaces (`*` is every space). */
export interface KibanaGrant {
  /** `all` or `read` over every registered feature; empty where `feature` says it. */
  readonly base: readonly string[];
  /** Feature id to privilege ids: `all`, `read`, `minimal_all`, `minimal_read`, or the id of a sub-feature privilege. */
  readonly feature: Readonly<Record<string, readonly string[]>>;
  readonly spaces: readonly string[];
}

/** Index privileges of a role, in the form of Elasticsearch's role API. */
export interface IndexGrant {
  readonly names: readonly string[];
  readonly privileges: readonly string[];
  readonly allow_restricted_indices?: boolean;
}

/** A role as `GET /api/security/role/{name}` shows it, without what the answer adds. */
export interface HostRole {
  readonly name: string;
  readonly elasticsearch: { readonly cluster: readonly string[]; readonly indices: readonly IndexGrant[]; readonly run_as?: readonly string[] };
  readonly kibana: readonly KibanaGrant[];
}

/** A user of the embedded stack. The role name `superuser` is built in and grants everything. */
export interface HostUser {
  readonly username: string;
  readonly password: string;
  readonly roles: readonly string[];
  readonly fullName?: string;
  readonly email?: string;
  readonly reserved?: boolean;
}

/** With what the host itself speaks to Elasticsearch (`asInternalUser`). */
export type HostCredentials = { readonly username: string; readonly password: string } | { readonly apiKey: string };

export interface ElasticsearchOptions {
  /** Without credentials in it. */
  readonly url: string;
  readonly hostCredentials: HostCredentials;
  /** Certificate authority, PEM text. Verification is never off. */
  readonly ca?: string;
}

/** What the host's own frame of the page says; the host itself says nothing about any plugin. */
export interface FrameOptions {
  /** Accounts that the login page names. They share the password of the first. */
  readonly demoUsers?: ReadonlyArray<{ readonly username: string; readonly password: string; readonly description: string }>;
  /** Where `/` leads, for instance `/app/<id>`; without it the first app a user may open. */
  readonly defaultRoute?: string;
}

export interface KibanaOptions {
  /** Version to behave as, for instance `8.12.2` or `9.5.0`; decides the contract of routes and core, and is the plugins' version gate. */
  readonly kibanaVersion: string;
  /** 0 takes a free port. Loopback only. */
  readonly port: number;
  readonly elasticsearch: ElasticsearchOptions;
  /** Unpacked builds: `kibana.json`, `server/`, `target/public/`, `translations/`, `public/assets/`. */
  readonly pluginDirectories: readonly string[];
  readonly librarySet: 'oldest' | 'newest';
  /** Like `kibana.yml`, flat or nested keys, for instance `{ 'somePlugin.greeting': 'hello' }`. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** Users and roles of the embedded stack. Absent on a real cluster: then its own users log in and its application privileges decide. */
  readonly users?: readonly HostUser[];
  readonly roles?: readonly HostRole[];
  readonly frame?: FrameOptions;
  readonly log: Logger;
  /** Where browser libraries and translations are kept between starts. Without it no pages are served, only APIs and static files of plugins. */
  readonly browserAssetsDirectory?: string;
  /** Audit events are appended here, one ECS document a line. */
  readonly auditLogFile?: string;
  /** Length of a session without a request. 8 hours when left out. */
  readonly sessionIdleTimeoutMs?: number;
  /** Prefix of every index the host writes. Left out: `.staging_watch_standalone_`. */
  readonly indexPrefix?: string;
}

export interface RunningKibana {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Resolves when every plugin's `start` has returned; rejects with the error that would end Kibana. */
  readonly pluginsReady: Promise<void>;
  close(): Promise<void>;
}
