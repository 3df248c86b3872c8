import type { App, AppUnmount, CoreTheme } from '@kbn/core/public';
import type { History } from 'history';
import { BehaviorSubject, type Observable } from 'rxjs';
import type { BasePath } from '../http/base_path';
import type { ApplicationService, RegisteredApp } from './application_service';
import type { LeaveGuard } from './leave_guard';
import { AppHistory } from './scoped_history';

/** What stands in the page's content. */
export type AppView =
  | { readonly state: 'mounting' | 'mounted'; readonly app: App }
  | { readonly state: 'failed'; readonly app: App; readonly error: unknown }
  | { readonly state: 'not_found' }
  | { readonly state: 'no_access'; readonly app: App };

export interface AppMounterDependencies {
  readonly history: History;
  readonly basePath: BasePath;
  readonly application: ApplicationService;
  readonly leaveGuard: LeaveGuard;
  readonly theme$: Observable<CoreTheme>;
  /** The element that mounted apps stand in. */
  readonly container: HTMLElement;
  /** Called after an app has gone. */
  readonly onUnmounted: () => void;
}

interface Mounted {
  readonly id: string;
  unmount(): void;
}

/**
 * Mounts the app whose route the page's address is below, from now on with every change of the address, and unmounts the one before first. An
 * app whose `mount` is still under way when the address leaves it is unmounted as soon as it is done.
 */
export function startMountingApps(dependencies: AppMounterDependencies): Observable<AppView> {
  const { history, application } = dependencies;
  const view$ = new BehaviorSubject<AppView>({ state: 'not_found' });
  let current: Mounted | undefined;
  const follow = (pathname: string): void => {
    const registered = application.appAt(pathname);
    if (current && current.id === registered?.app.id) return;
    current?.unmount();
    application.currentAppId$.next(registered?.app.id);
    const accessible = registered && application.isAccessible(registered.app.id);
    current = accessible ? mountApp(registered, dependencies, (view) => view$.next(view)) : undefined;
    if (!accessible) view$.next(registered ? { state: 'no_access', app: registered.app } : { state: 'not_found' });
  };
  history.listen((location) => follow(location.pathname));
  follow(history.location.pathname);
  return view$;
}

function mountApp({ app, route }: RegisteredApp, dependencies: AppMounterDependencies, show: (view: AppView) => void): Mounted {
  const { history, basePath, leaveGuard, theme$, container, onUnmounted } = dependencies;
  const element = document.createElement('div');
  element.className = 'kbnAppWrapper hostApp';
  element.dataset['testSubj'] = `hostApp-${app.id}`;
  container.replaceChildren(element);
  const appHistory = new AppHistory(history, route);
  let unmountApp: AppUnmount | undefined;
  let gone = false;
  show({ state: 'mounting', app });
  const mounting = async (): Promise<AppUnmount> =>
    app.mount({ element, history: appHistory, appBasePath: basePath.prepend(route), theme$, onAppLeave: (handler) => leaveGuard.setHandler(handler) });
  mounting().then(
    (unmount) => {
      unmountApp = unmount;
      if (gone) unmount();
      else show({ state: 'mounted', app });
    },
    (error: unknown) => {
      console.error(error);
      if (!gone) show({ state: 'failed', app, error });
    }
  );
  return {
    id: app.id,
    unmount() {
      gone = true;
      leaveGuard.setHandler(undefined);
      appHistory.detach();
      unmountApp?.();
      element.remove();
      onUnmounted();
    },
  };
}
