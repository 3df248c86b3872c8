import type { CoreStart, CoreTheme } from '@kbn/core/public';
import { I18nProvider } from '@kbn/i18n-react';
import { BehaviorSubject } from 'rxjs';
import type { PageConfiguration } from '../page/page_configuration';
import type { StartedApplication } from './application/application_service';
import type { ChromeService } from './chrome/chrome_service';
import type { HttpService } from './http/http_service';
import type { ToastsService } from './notifications/toasts_service';
import { PluginContext } from './rendering/render_context';
import type { SettingsClient } from './settings/settings_client';

export interface CoreServices {
  readonly application: StartedApplication;
  readonly chrome: ChromeService;
  readonly http: HttpService;
  readonly toasts: ToastsService;
  readonly settings: SettingsClient;
  readonly theme$: BehaviorSubject<CoreTheme>;
}

/** Gives core's start contract for one plugin: the members that the page's Kibana version has, and no others. */
export function createCoreStart({ librarySet }: Pick<PageConfiguration, 'librarySet'>, services: CoreServices): (pluginId: string) => CoreStart {
  const { application, theme$, settings } = services;
  const addContext: NonNullable<CoreStart['rendering']>['addContext'] = (element) => <PluginContext darkMode={theme$.value.darkMode}>{element}</PluginContext>;
  return (pluginId) => ({
    application,
    chrome: services.chrome.chrome,
    http: services.http.forPlugin(pluginId),
    notifications: { toasts: services.toasts.toasts },
    theme: { theme$: theme$.asObservable(), getTheme: () => theme$.value },
    uiSettings: settings,
    settings: { client: settings },
    i18n: { Context: ({ children }) => <I18nProvider>{children}</I18nProvider> },
    // 8.12 has no such member (`kibana-8.12-observed.md` 14): an app brings its own context there.
    ...(librarySet === 'newest' ? { rendering: { addContext } } : {}),
  });
}
