import type { CoreTheme } from '@kbn/core/public';
import { i18n } from '@kbn/i18n';
import { createBrowserHistory } from 'history';
import { BehaviorSubject } from 'rxjs';
import { Frame } from '../frame/frame';
import { homeApp } from '../frame/home_app';
import { LoginPage } from '../frame/login/login_page';
import { isDarkMode } from '../page/color_mode';
import type { PageConfiguration } from '../page/page_configuration';
import { readPageConfiguration } from '../page/read_page_configuration';
import { createApplicationService } from './application/application_service';
import { startMountingApps } from './application/app_mounter';
import { createLeaveGuard } from './application/leave_guard';
import { createChromeService } from './chrome/chrome_service';
import { createCoreStart } from './core_start';
import { createBasePath } from './http/base_path';
import { createHttpService } from './http/http_service';
import { createToastsService } from './notifications/toasts_service';
import { createPluginLifecycle } from './plugins/plugin_lifecycle';
import { FrameContext } from './rendering/render_context';
import { renderTree } from './rendering/render_tree';
import { applyDateSettings } from './settings/apply_date_settings';
import { createSettingsClient } from './settings/settings_client';

/** The i18n module as core sees it: it alone says which language the page has. */
type InitializableI18n = typeof i18n & { init(input: { locale: string; messages: Readonly<Record<string, string>>; richText: boolean }): void };

/** Starts the page: what the bootstrap script calls once all scripts are there. Rejects where a plugin fails; then nothing of the page is shown. */
export async function bootstrapCore(): Promise<void> {
  const configuration = readPageConfiguration();
  const darkMode = isDarkMode(configuration);
  // 8.12 formats with an older library, which knows no markup in messages.
  (i18n as InitializableI18n).init({ ...configuration.translations, richText: configuration.librarySet === 'newest' });
  const settings = createSettingsClient({ ...configuration.settings, 'theme:darkMode': darkMode });
  applyDateSettings(settings, configuration.translations.locale);
  document.documentElement.style.colorScheme = darkMode ? 'dark' : 'light';
  if (configuration.kind === 'login') showLoginPage(configuration, darkMode);
  else await showApplications(configuration, darkMode, settings);
}

function showLoginPage(configuration: PageConfiguration, darkMode: boolean): void {
  document.title = 'Log in - Standalone host';
  const page = (
    <FrameContext darkMode={darkMode}>
      <LoginPage configuration={configuration} />
    </FrameContext>
  );
  renderTree(page, rootElement());
}

async function showApplications(configuration: PageConfiguration, darkMode: boolean, settings: ReturnType<typeof createSettingsClient>): Promise<void> {
  const history = createBrowserHistory({ basename: configuration.basePath });
  const basePath = createBasePath(configuration.basePath, configuration.serverBasePath);
  const theme$ = new BehaviorSubject<CoreTheme>(configuration.librarySet === 'newest' ? { darkMode, name: 'borealis' } : { darkMode });
  const leaveGuard = createLeaveGuard();
  const chrome = createChromeService();
  const toasts = createToastsService();
  const http = createHttpService({ basePath, kibanaVersion: configuration.kibanaVersion, onUnauthorized: () => goToLogin(basePath.serverBasePath) });
  const application = createApplicationService({ history, basePath, capabilities: configuration.capabilities, leaveGuard });
  const plugins = createPluginLifecycle({ configuration, application: { register: application.register } });
  await plugins.setup();
  application.register(homeApp({ application, darkMode, setTitle: chrome.chrome.docTitle.change }));
  const start = application.start();
  await plugins.start(createCoreStart(configuration, { application: start, chrome, http, toasts, settings, theme$ }));

  const container = document.createElement('div');
  container.className = 'hostContent';
  const view$ = startMountingApps({ history, basePath, application, leaveGuard, theme$, container, onUnmounted: chrome.reset });
  const frame = (
    <FrameContext darkMode={darkMode}>
      <Frame core={{ configuration, application: start, chrome, toasts, http: http.http, leaveGuard, darkMode, view$, container }} />
    </FrameContext>
  );
  renderTree(frame, rootElement());
}

/** The session is over: the person comes back to this very address after logging in. */
function goToLogin(serverBasePath: string): void {
  const next = window.location.pathname + window.location.search + window.location.hash;
  window.location.assign(`${serverBasePath}/login?msg=SESSION_EXPIRED&next=${encodeURIComponent(next)}`);
}

function rootElement(): HTMLElement {
  const element = document.getElementById('kibana-body');
  if (!element) throw new Error('The page has no element "kibana-body".');
  element.replaceChildren();
  return element;
}
