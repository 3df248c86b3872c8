/**
 * The part of Kibana's server contract that this project uses, 8.12 to 9.5 (`kibana-contract.md` §4, `kibana-8.12-observed.md`).
 * Members that only some versions have are optional: whoever uses one detects it.
 */
declare module '@kbn/core/server' {
  import type { Client } from '@elastic/elasticsearch';
  import type { Observable } from 'rxjs';
  import type { Type } from '@kbn/config-schema';

  export type ElasticsearchClient = Client;

  export interface Logger {
    trace(message: string | Error, meta?: object): void;
    debug(message: string | Error, meta?: object): void;
    info(message: string | Error, meta?: object): void;
    warn(message: string | Error, meta?: object): void;
    error(message: string | Error, meta?: object): void;
    fatal(message: string | Error, meta?: object): void;
    get(...context: string[]): Logger;
  }

  export interface PackageInfo {
    readonly version: string;
    readonly buildNum: number;
    readonly branch?: string;
    readonly dist?: boolean;
  }

  export interface PluginInitializerContext<Config = unknown> {
    readonly opaqueId: symbol;
    readonly env: { readonly mode: { readonly dev: boolean; readonly prod: boolean }; readonly packageInfo: PackageInfo; readonly instanceUuid: string };
    readonly logger: { get(...context: string[]): Logger };
    readonly config: { create<T = Config>(): Observable<T>; get<T = Config>(): T };
  }

  export interface PluginConfigDescriptor<Config = unknown> {
    readonly schema: Type<Config>;
    readonly exposeToBrowser?: { readonly [K in keyof Config]?: boolean };
  }

  export interface Plugin<Setup = void, Start = void, SetupDependencies = object, StartDependencies = object> {
    setup(core: CoreSetup<StartDependencies, Start>, dependencies: SetupDependencies): Setup;
    start(core: CoreStart, dependencies: StartDependencies): Start;
    stop?(): void | Promise<void>;
  }

  export type PluginInitializer = (context: PluginInitializerContext) => Plugin | Promise<Plugin>;

  export interface HttpServerInfo {
    readonly name: string;
    readonly hostname: string;
    readonly port: number;
    readonly protocol: 'http' | 'https' | 'socket';
  }

  export interface BasePath {
    readonly serverBasePath: string;
    readonly publicBaseUrl?: string;
    get(request: KibanaRequest): string;
    prepend(path: string): string;
    remove(path: string): string;
  }

  export interface HttpServiceSetup {
    createRouter(): IRouter;
    registerRouteHandlerContext?(name: string, provider: unknown): unknown;
    getServerInfo(): HttpServerInfo;
    readonly basePath: BasePath;
  }

  export interface HttpServiceStart {
    getServerInfo(): HttpServerInfo;
    readonly basePath: BasePath;
  }

  export interface CoreSetup<StartDependencies = object, Start = unknown> {
    readonly http: HttpServiceSetup;
    readonly savedObjects: SavedObjectsServiceSetup;
    readonly elasticsearch: { readonly legacy?: { readonly config$: Observable<{ readonly hosts: readonly string[] }> } };
    getStartServices(): Promise<[CoreStart, StartDependencies, Start]>;
  }

  export interface CoreStart {
    readonly http: HttpServiceStart;
    readonly elasticsearch: {
      readonly client: {
        readonly asInternalUser: ElasticsearchClient;
        asScoped(request: KibanaRequest | { readonly headers: Record<string, string> }): ScopedClusterClient;
      };
    };
    readonly savedObjects: SavedObjectsServiceStart;
    /** From 8.13 on; in 8.12 the user comes from the `security` plugin. */
    readonly security?: { readonly authc: { getCurrentUser(request: KibanaRequest): AuthenticatedUser | null } };
    readonly capabilities?: { resolveCapabilities(request: KibanaRequest, options?: { capabilityPath: string | string[] }): Promise<Capabilities> };
  }

  export type Capabilities = Record<string, Record<string, boolean | Record<string, boolean>>>;

  export interface ScopedClusterClient {
    readonly asCurrentUser: ElasticsearchClient;
    readonly asInternalUser: ElasticsearchClient;
  }

  export interface AuthenticatedUser {
    readonly username: string;
    readonly roles: readonly string[];
    readonly full_name?: string | null;
    readonly email?: string | null;
    readonly enabled?: boolean;
    readonly authentication_type?: string;
    readonly authentication_realm?: { readonly name: string; readonly type: string };
    readonly authentication_provider?: { readonly name: string; readonly type: string };
    readonly profile_uid?: string;
  }

  // Routing

  export type RouteMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';

  export type Privilege = string;
  export interface PrivilegeSet {
    readonly allRequired?: ReadonlyArray<Privilege | { readonly anyOf: readonly Privilege[] }>;
    readonly anyRequired?: ReadonlyArray<Privilege | { readonly allOf: readonly Privilege[] }>;
  }
  /** Required from 9.1 on, ignored by 8.12.2, where `options.tags` `access:<privilege>` gate the route. */
  export interface RouteSecurity {
    readonly authz: { readonly requiredPrivileges: ReadonlyArray<Privilege | PrivilegeSet> } | { readonly enabled: false; readonly reason: string };
    readonly authc?: { readonly enabled: true } | { readonly enabled: 'optional' | 'minimal' | false; readonly reason: string };
  }

  export interface RouteValidationResolver {
    ok<T>(value: T): { value: T };
    badRequest(error: Error | string, path?: string[]): { error: unknown };
  }
  export type RouteValidationFunction<T> = (data: unknown, resolver: RouteValidationResolver) => { value: T; error?: undefined } | { value?: undefined; error: unknown };
  export type RouteValidation<T> = Type<T> | RouteValidationFunction<T>;
  export interface RequestValidation<P, Q, B> {
    readonly params?: RouteValidation<P>;
    readonly query?: RouteValidation<Q>;
    readonly body?: RouteValidation<B>;
  }

  export interface RouteOptions {
    readonly access?: 'internal' | 'public';
    readonly tags?: readonly string[];
    readonly authRequired?: boolean | 'optional';
    readonly xsrfRequired?: boolean;
    readonly summary?: string;
    readonly description?: string;
    readonly body?: { readonly maxBytes?: number; readonly accepts?: string | string[]; readonly output?: 'data' | 'stream'; readonly parse?: boolean | 'gunzip' };
    readonly timeout?: { readonly idleSocket?: number; readonly payload?: number };
  }

  export interface RouteConfig<P, Q, B> {
    readonly path: string;
    readonly validate: RequestValidation<P, Q, B> | false;
    readonly security?: RouteSecurity;
    readonly options?: RouteOptions;
  }

  export interface KibanaRequest<P = unknown, Q = unknown, B = unknown> {
    readonly id: string;
    readonly uuid: string;
    readonly params: P;
    readonly query: Q;
    readonly body: B;
    readonly headers: Record<string, string | string[] | undefined>;
    readonly url: URL;
    readonly route: { readonly path: string; readonly method: RouteMethod | 'options'; readonly options: RouteOptions };
    readonly auth: { readonly isAuthenticated: boolean };
    readonly events: { readonly aborted$: Observable<void>; readonly completed$: Observable<void> };
    readonly isFakeRequest?: boolean;
    readonly apiVersion?: string;
  }

  export interface ResponseError {
    readonly message: string;
    readonly attributes?: Record<string, unknown>;
  }
  export interface ResponseOptions<T = unknown> {
    readonly body?: T;
    readonly headers?: Record<string, string | string[]>;
  }
  export interface ErrorResponseOptions {
    readonly body?: string | Error | ResponseError;
    readonly headers?: Record<string, string | string[]>;
  }
  export interface KibanaResponse {
    readonly status: number;
    readonly payload?: unknown;
    readonly options: { readonly headers?: Record<string, string | string[]> };
  }
  export interface KibanaResponseFactory {
    ok(options?: ResponseOptions): KibanaResponse;
    created(options?: ResponseOptions): KibanaResponse;
    accepted(options?: ResponseOptions): KibanaResponse;
    noContent(options?: { readonly headers?: Record<string, string | string[]> }): KibanaResponse;
    redirected(options: { readonly headers: { readonly location: string } & Record<string, string>; readonly body?: unknown }): KibanaResponse;
    badRequest(options?: ErrorResponseOptions): KibanaResponse;
    unauthorized(options?: ErrorResponseOptions): KibanaResponse;
    forbidden(options?: ErrorResponseOptions): KibanaResponse;
    notFound(options?: ErrorResponseOptions): KibanaResponse;
    conflict(options?: ErrorResponseOptions): KibanaResponse;
    customError(options: ErrorResponseOptions & { readonly statusCode: number }): KibanaResponse;
    custom(options: ResponseOptions & { readonly statusCode: number; readonly bypassErrorFormat?: boolean }): KibanaResponse;
  }

  export interface CoreRequestHandlerContext {
    readonly elasticsearch: { readonly client: ScopedClusterClient };
    readonly savedObjects: { readonly client: SavedObjectsClientContract; getClient?(options?: { includedHiddenTypes?: string[] }): SavedObjectsClientContract };
    readonly uiSettings: { readonly client: { get<T = unknown>(key: string): Promise<T> } };
    /** From 8.13 on. */
    readonly security?: { readonly authc: { getCurrentUser(): AuthenticatedUser | null } };
  }
  export interface RequestHandlerContext {
    readonly core: Promise<CoreRequestHandlerContext>;
  }
  export type RequestHandler<P = unknown, Q = unknown, B = unknown> = (
    context: RequestHandlerContext,
    request: KibanaRequest<P, Q, B>,
    response: KibanaResponseFactory
  ) => KibanaResponse | Promise<KibanaResponse>;

  export type RouteRegistrar = <P, Q, B>(route: RouteConfig<P, Q, B>, handler: RequestHandler<P, Q, B>) => void;

  export interface VersionedRouteConfig {
    readonly path: string;
    readonly access: 'internal' | 'public';
    readonly security?: RouteSecurity;
    readonly summary?: string;
    readonly description?: string;
    readonly options?: Omit<RouteOptions, 'access'>;
    readonly enableQueryVersion?: boolean;
  }
  export interface VersionedRouteVersion<P, Q, B> {
    readonly version: string;
    readonly validate: { readonly request?: RequestValidation<P, Q, B>; readonly response?: Record<number, { body?: unknown; description?: string }> } | false;
  }
  export interface VersionedRoute {
    addVersion<P, Q, B>(version: VersionedRouteVersion<P, Q, B>, handler: RequestHandler<P, Q, B>): VersionedRoute;
  }
  export type VersionedRouteRegistrar = (config: VersionedRouteConfig) => VersionedRoute;

  export interface IRouter extends Record<RouteMethod, RouteRegistrar> {
    readonly versioned: Record<RouteMethod, VersionedRouteRegistrar>;
  }

  // Saved objects

  export interface SavedObjectsType {
    readonly name: string;
    readonly hidden: boolean;
    readonly namespaceType: 'single' | 'multiple' | 'multiple-isolated' | 'agnostic';
    readonly indexPattern?: string;
    readonly mappings: { readonly dynamic?: false | 'strict'; readonly properties: Record<string, unknown> };
    readonly modelVersions?: Record<string, { readonly changes: readonly unknown[]; readonly schemas?: { readonly forwardCompatibility?: unknown; readonly create?: unknown } }>;
    readonly management?: { readonly importableAndExportable?: boolean };
  }
  export interface SavedObjectsServiceSetup {
    registerType(type: SavedObjectsType): void;
  }
  export interface SavedObjectsServiceStart {
    getScopedClient(request: KibanaRequest, options?: { includedHiddenTypes?: readonly string[]; excludedExtensions?: readonly string[] }): SavedObjectsClientContract;
    createInternalRepository(includedHiddenTypes?: readonly string[]): SavedObjectsClientContract;
  }
  export interface SavedObjectReference {
    readonly name: string;
    readonly type: string;
    readonly id: string;
  }
  export interface SavedObject<T = unknown> {
    readonly id: string;
    readonly type: string;
    readonly version?: string;
    readonly namespaces?: readonly string[];
    readonly attributes: T;
    readonly references: readonly SavedObjectReference[];
    readonly created_at?: string;
    readonly updated_at?: string;
    readonly error?: { readonly statusCode: number; readonly error: string; readonly message: string };
  }
  export interface SavedObjectsFindOptions {
    readonly type: string | readonly string[];
    readonly page?: number;
    readonly perPage?: number;
    readonly sortField?: string;
    readonly sortOrder?: 'asc' | 'desc';
    readonly search?: string;
    readonly searchFields?: readonly string[];
    readonly filter?: string;
    readonly namespaces?: readonly string[];
  }
  export interface SavedObjectsFindResponse<T = unknown> {
    readonly total: number;
    readonly page: number;
    readonly per_page: number;
    readonly saved_objects: ReadonlyArray<SavedObject<T> & { readonly score: number; readonly sort?: readonly unknown[] }>;
  }
  /** Errors are Boom errors: `output.statusCode` 404 not found, 409 conflict, 403 forbidden. */
  export interface SavedObjectsClientContract {
    create<T>(type: string, attributes: T, options?: { id?: string; overwrite?: boolean; version?: string; namespace?: string; refresh?: boolean | 'wait_for' }): Promise<SavedObject<T>>;
    get<T>(type: string, id: string, options?: { namespace?: string }): Promise<SavedObject<T>>;
    bulkGet<T>(objects: ReadonlyArray<{ type: string; id: string }>, options?: { namespace?: string }): Promise<{ saved_objects: ReadonlyArray<SavedObject<T>> }>;
    find<T>(options: SavedObjectsFindOptions): Promise<SavedObjectsFindResponse<T>>;
    update<T>(type: string, id: string, attributes: Partial<T>, options?: { version?: string; upsert?: T; namespace?: string; refresh?: boolean | 'wait_for' }): Promise<SavedObject<Partial<T>>>;
    delete(type: string, id: string, options?: { namespace?: string; force?: boolean; refresh?: boolean | 'wait_for' }): Promise<object>;
  }
}

/** Start and setup contracts of other server plugins, as far as they are used (`kibana-contract.md` §4.5, §4.6). */
declare module '@kbn/plugins/server' {
  import type { AuthenticatedUser, KibanaRequest } from '@kbn/core/server';

  export interface FeaturePrivilege {
    readonly app?: readonly string[];
    readonly api?: readonly string[];
    readonly ui: readonly string[];
    readonly savedObject: { readonly all: readonly string[]; readonly read: readonly string[] };
    readonly catalogue?: readonly string[];
    readonly excludeFromBasePrivileges?: boolean;
  }
  export interface SubFeaturePrivilege extends FeaturePrivilege {
    readonly id: string;
    readonly name: string;
    readonly includeIn: 'all' | 'read' | 'none';
  }
  export interface KibanaFeatureConfig {
    readonly id: string;
    readonly name: string;
    readonly description?: string;
    readonly category: { readonly id: string; readonly label: string; readonly euiIconType?: string; readonly order?: number };
    readonly order?: number;
    readonly app: readonly string[];
    readonly catalogue?: readonly string[];
    readonly privileges: { readonly all: FeaturePrivilege; readonly read: FeaturePrivilege } | null;
    readonly subFeatures?: ReadonlyArray<{
      readonly name: string;
      readonly description?: string;
      readonly privilegeGroups: ReadonlyArray<{ readonly groupType: 'independent' | 'mutually_exclusive'; readonly privileges: readonly SubFeaturePrivilege[] }>;
    }>;
  }
  export interface FeaturesSetup {
    registerKibanaFeature(feature: KibanaFeatureConfig): void;
  }
  export interface SecuritySetup {
    readonly audit?: { asScoped(request: KibanaRequest): { log(event: object): void } };
  }
  export interface SecurityStart {
    readonly authc: { getCurrentUser(request: KibanaRequest): AuthenticatedUser | null };
  }
  export interface SpacesStart {
    readonly spacesService: { getSpaceId(request: KibanaRequest): string };
  }
}
