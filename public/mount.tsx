import type { AppMountParameters, AppUnmount, CoreStart } from '@kbn/core/public';
import { App } from './app/app';
import { renderInHost } from './app/host_differences';
import { toUiServices } from './services';

/** Renders the app into the element Kibana gives, and returns what takes it away again. */
export function mountApp(core: CoreStart, { element, history }: AppMountParameters): AppUnmount {
  const services = toUiServices(core);
  const unmount = renderInHost(<App services={services} history={history} />, { element, host: core });
  return () => {
    unmount();
    services.chrome.docTitle.reset();
  };
}
