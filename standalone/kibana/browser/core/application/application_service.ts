import type { App, AppDeepLink, Capabilities, CoreStart } from '@kbn/core/public';
import type { History } from 'history';
import { BehaviorSubject, type Observable } from 'rxjs';
import type { BasePath } from '../http/base_path';
import type { LeaveGuard } from './leave_guard';
import { isWithin } from './scoped_history';

export interface ApplicationServiceDependencies {
  /** The page's history; its base name is the base path. */
  readonly history: History;
  readonly basePath: BasePath;
  readonly capabilities: Capabilities;
  readonly leaveGuard: LeaveGuard;
}

/** An app with the path it is mounted at, without the base path. */
export interface RegisteredApp {
  readonly app: App;
  readonly route: string;
}

type ApplicationStart = CoreStart['application'];
type NavigateOptions = NonNullable<Parameters<ApplicationStart['navigateToApp']>[1]>;

/** `core.application` with the members that the frame needs besides the declared ones. */
export interface StartedApplication extends ApplicationStart {
  isAppRegistered(id: string): boolean;
  /** The apps that the person may open. */
  readonly applications$: BehaviorSubject<ReadonlyMap<string, App>>;
  readonly currentAppId$: Observable<string | undefined>;
}

/** The registry of apps and the ways between them. */
export interface ApplicationService {
  register(app: App): void;
  /** Gives `core.application` of the start contract; called when every plugin is set up. */
  start(): StartedApplication;
  appAt(pathname: string): RegisteredApp | undefined;
  isAccessible(id: string): boolean;
  readonly currentAppId$: BehaviorSubject<string | undefined>;
}

/** Gives `core.application` (`kibana-contract.md` §5.2). `register` throws on an id that is there already, or that could not be an address. */
export function createApplicationService(dependencies: ApplicationServiceDependencies): ApplicationService {
  const apps = new Map<string, RegisteredApp>();
  const applications$ = new BehaviorSubject<ReadonlyMap<string, App>>(new Map());
  const currentAppId$ = new BehaviorSubject<string | undefined>(undefined);
  const appAt = (pathname: string): RegisteredApp | undefined => [...apps.values()].find(({ route }) => isWithin(pathname, route));
  const isAccessible = (id: string): boolean => dependencies.capabilities['navLinks']?.[id] !== false;
  const navigation = createNavigation(dependencies, apps, appAt, currentAppId$);
  return {
    appAt,
    isAccessible,
    currentAppId$,
    register(app) {
      if (apps.has(app.id)) throw new Error(`An application is already registered with the id "${app.id}"`);
      if (!/^[\w:-]+$/.test(app.id)) throw new Error(`Invalid application id "${app.id}": only letters, digits, "-", ":" and "_" are allowed`);
      apps.set(app.id, { app, route: app.appRoute ?? `/app/${app.id}` });
    },
    start() {
      applications$.next(new Map([...apps.values()].filter(({ app }) => isAccessible(app.id)).map(({ app }) => [app.id, app])));
      const isAppRegistered = (id: string): boolean => apps.has(id);
      return { ...navigation, capabilities: withAllNavLinks(dependencies.capabilities, apps), applications$, currentAppId$, isAppRegistered };
    },
  };
}

function createNavigation(
  { history, basePath, leaveGuard }: ApplicationServiceDependencies,
  apps: ReadonlyMap<string, RegisteredApp>,
  appAt: (pathname: string) => RegisteredApp | undefined,
  currentAppId$: BehaviorSubject<string | undefined>
): Pick<ApplicationStart, 'navigateToApp' | 'navigateToUrl' | 'getUrlForApp'> {
  const pathOf = (id: string, { path, deepLinkId }: Pick<NavigateOptions, 'path' | 'deepLinkId'>): string => {
    const registered = apps.get(id);
    const deepLinkPath = deepLinkId === undefined ? undefined : findDeepLink(registered?.app.deepLinks, deepLinkId)?.path;
    return join(registered?.route ?? `/app/${id}`, path ?? deepLinkPath ?? '');
  };
  const mayLeave = async (nextAppId: string | undefined): Promise<boolean> => nextAppId === currentAppId$.value || leaveGuard.mayLeave(nextAppId);
  return {
    getUrlForApp: (id, { absolute, ...target } = {}) => (absolute ? window.location.origin : '') + basePath.prepend(pathOf(id, target)),
    async navigateToApp(id, { replace, openInNewTab, state, ...target }: NavigateOptions & { state?: unknown } = {}) {
      const path = pathOf(id, target);
      if (openInNewTab) window.open(basePath.prepend(path), '_blank', 'noopener');
      else if (await mayLeave(id)) history[replace ? 'replace' : 'push'](path, state);
    },
    async navigateToUrl(url) {
      const target = new URL(url, window.location.href);
      const path = basePath.remove(target.pathname);
      const registered = target.origin === window.location.origin ? appAt(path) : undefined;
      if (!(await mayLeave(registered?.app.id))) return;
      if (registered) history.push(path + target.search + target.hash);
      else window.location.assign(target.href);
    },
  };
}

function findDeepLink(deepLinks: readonly AppDeepLink[] | undefined, id: string): AppDeepLink | undefined {
  return deepLinks?.find((deepLink) => deepLink.id === id);
}

/** Keeps the query and the fragment as they are; only the slashes of the seam are put right. */
function join(route: string, path: string): string {
  if (path === '') return route;
  return /^[?#/]/.test(path) ? `${route}${path}` : `${route}/${path}`;
}

function withAllNavLinks(capabilities: Capabilities, apps: ReadonlyMap<string, RegisteredApp>): Capabilities {
  const links = Object.fromEntries([...apps.keys()].map((id) => [id, true]));
  return { management: {}, catalogue: {}, ...capabilities, navLinks: { ...links, ...capabilities['navLinks'] } };
}
