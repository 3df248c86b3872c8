/** The part of Kibana's browser contract that this project uses, 8.12 to 9.5 (`kibana-contract.md` §5). */
declare module '@kbn/core/public' {
  import type { ReactElement, ReactNode } from 'react';
  import type { Observable } from 'rxjs';
  import type { History } from 'history';

  export interface PluginInitializerContext<Config = unknown> {
    readonly opaqueId: symbol;
    readonly env: { readonly mode: { readonly dev: boolean; readonly prod: boolean }; readonly packageInfo: { readonly version: string; readonly buildNum: number } };
    readonly config: { get<T = Config>(): T };
  }
  export interface Plugin<Setup = void, Start = void, SetupDependencies = object, StartDependencies = object> {
    setup(core: CoreSetup<StartDependencies, Start>, dependencies: SetupDependencies): Setup;
    start(core: CoreStart, dependencies: StartDependencies): Start;
    stop?(): void;
  }
  export type PluginInitializer = (context: PluginInitializerContext) => Plugin;

  export interface AppCategory {
    readonly id: string;
    readonly label: string;
    readonly euiIconType?: string;
    readonly order?: number;
  }
  export interface AppDeepLink {
    readonly id: string;
    readonly title: string;
    readonly path?: string;
    readonly keywords?: readonly string[];
    readonly visibleIn?: readonly string[];
  }
  export interface App {
    readonly id: string;
    readonly title: string;
    readonly category?: AppCategory;
    readonly order?: number;
    readonly euiIconType?: string;
    readonly appRoute?: string;
    readonly deepLinks?: readonly AppDeepLink[];
    readonly visibleIn?: readonly string[];
    readonly keywords?: readonly string[];
    mount(parameters: AppMountParameters): AppUnmount | Promise<AppUnmount>;
  }
  export type AppUnmount = () => void;
  export interface ScopedHistory extends History {
    createSubHistory(basePath: string): ScopedHistory;
  }
  export interface AppMountParameters {
    readonly element: HTMLElement;
    readonly history: ScopedHistory;
    readonly appBasePath?: string;
    readonly theme$?: Observable<CoreTheme>;
    onAppLeave?(handler: unknown): void;
  }

  export interface CoreSetup<StartDependencies = object, Start = unknown> {
    readonly application: { register(app: App): void };
    getStartServices(): Promise<[CoreStart, StartDependencies, Start]>;
  }
  export interface CoreTheme {
    readonly darkMode: boolean;
    readonly name?: string;
  }
  export type Capabilities = Record<string, Record<string, boolean | Record<string, boolean>>>;

  export interface HttpFetchOptions {
    readonly method?: string;
    readonly query?: Record<string, unknown>;
    readonly body?: string;
    readonly headers?: Record<string, string>;
    readonly version?: string;
    readonly signal?: AbortSignal | null;
    readonly asSystemRequest?: boolean;
  }
  export interface HttpFetchError extends Error {
    readonly name: string;
    readonly request: Request;
    readonly response?: Response;
    readonly body?: { readonly message?: string; readonly statusCode?: number; readonly attributes?: Record<string, unknown> };
  }
  export interface HttpStart {
    fetch<T = unknown>(path: string, options?: HttpFetchOptions): Promise<T>;
    get<T = unknown>(path: string, options?: HttpFetchOptions): Promise<T>;
    post<T = unknown>(path: string, options?: HttpFetchOptions): Promise<T>;
    put<T = unknown>(path: string, options?: HttpFetchOptions): Promise<T>;
    patch<T = unknown>(path: string, options?: HttpFetchOptions): Promise<T>;
    delete<T = unknown>(path: string, options?: HttpFetchOptions): Promise<T>;
    readonly basePath: { get(): string; prepend(path: string): string; remove(path: string): string; readonly serverBasePath: string };
    readonly staticAssets?: { getPluginAssetHref(path: string): string };
  }
  export interface ToastInput {
    readonly title: string;
    readonly text?: string;
    readonly toastLifeTimeMs?: number;
    readonly 'data-test-subj'?: string;
  }
  export interface Breadcrumb {
    readonly text: ReactNode;
    readonly href?: string;
    readonly onClick?: (event: unknown) => void;
  }
  export interface CoreStart {
    readonly application: {
      readonly capabilities: Capabilities;
      navigateToApp(id: string, options?: { path?: string; deepLinkId?: string; replace?: boolean; openInNewTab?: boolean }): Promise<void>;
      navigateToUrl(url: string): Promise<void>;
      getUrlForApp(id: string, options?: { path?: string; deepLinkId?: string; absolute?: boolean }): string;
      readonly applications$?: Observable<ReadonlyMap<string, unknown>>;
    };
    readonly chrome: {
      setBreadcrumbs(breadcrumbs: Breadcrumb[]): void;
      readonly docTitle: { change(title: string | string[]): void; reset(): void };
      setHelpExtension?(extension: { appName: string; links?: ReadonlyArray<{ linkType: string; href?: string; content?: ReactNode }> } | undefined): void;
    };
    readonly http: HttpStart;
    readonly notifications: {
      readonly toasts: {
        addSuccess(toast: string | ToastInput): unknown;
        addInfo(toast: string | ToastInput): unknown;
        addWarning(toast: string | ToastInput): unknown;
        addDanger(toast: string | ToastInput): unknown;
        addError(error: Error, options: { title: string; toastMessage?: string }): unknown;
      };
    };
    readonly theme: { readonly theme$: Observable<CoreTheme>; getTheme?(): CoreTheme };
    /** `dateFormat`, `dateFormat:tz`, `dateFormat:dow`, `timepicker:quickRanges`, … Deprecated in favour of `settings.client` in 9.x; both are asked. */
    readonly uiSettings?: { get<T = unknown>(key: string, defaultValue?: T): T };
    readonly settings?: { readonly client: { get<T = unknown>(key: string, defaultValue?: T): T } };
    /** Newer 9.x only. */
    readonly rendering?: { addContext(element: ReactNode): ReactElement };
    readonly docLinks?: { readonly links: Record<string, unknown> };
    readonly i18n: { readonly Context: (properties: { children?: ReactNode }) => ReactElement | null };
  }
}
