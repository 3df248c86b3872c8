import type { CoreStart } from '@kbn/core/public';

/** Everything the app takes from Kibana: one list, one mapping. */
export interface UiServices {
  readonly http: Pick<CoreStart['http'], 'fetch' | 'basePath'>;
  readonly application: Pick<CoreStart['application'], 'capabilities' | 'getUrlForApp' | 'navigateToUrl' | 'applications$'>;
  readonly chrome: Pick<CoreStart['chrome'], 'setBreadcrumbs' | 'docTitle'>;
  readonly toasts: CoreStart['notifications']['toasts'];
  /** One of Kibana's advanced settings, e.g. `dateFormat`; `fallback` where the host has no such setting. */
  setting<T>(key: string, fallback: T): T;
}

/** Maps Kibana's start contract to the services. Settings are asked of `settings.client` (9.x) or of `uiSettings` (8.12). */
export function toUiServices(core: CoreStart): UiServices {
  const settings = core.settings?.client ?? core.uiSettings;
  return {
    http: core.http,
    application: core.application,
    chrome: core.chrome,
    toasts: core.notifications.toasts,
    setting<T>(key: string, fallback: T): T {
      return settings?.get<T | undefined>(key, fallback) ?? fallback;
    },
  };
}
