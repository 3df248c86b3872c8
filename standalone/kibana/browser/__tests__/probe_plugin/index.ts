/** A plugin that uses every declared member of the browser contract and puts what it saw on the page and on `window.__probe`. */
import type { AppMountParameters, CoreSetup, CoreStart, Plugin, PluginInitializerContext } from '@kbn/core/public';
import { EuiButton } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage, I18nProvider } from '@kbn/i18n-react';
import moment from 'moment';
import { createElement, useState, type ReactElement } from 'react';
import * as ReactDom from 'react-dom';

declare global {
  interface Window {
    __probe?: Record<string, unknown>;
    __probeHttp?: CoreStart['http'];
  }
}

const record = (facts: Record<string, unknown>): void => {
  window.__probe = { ...window.__probe, ...facts };
};

interface Page {
  readonly core: CoreStart;
  readonly parameters: AppMountParameters;
}

function ProbePage({ core, parameters }: Page): ReactElement {
  const [mainShown, setMainShown] = useState(false);
  const act = (name: string, onClick: () => void): ReactElement => createElement(EuiButton, { key: name, size: 's', onClick, 'data-test-subj': name }, name);
  const ask = (handler: unknown): void => parameters.onAppLeave?.(handler);
  return createElement(
    mainShown ? 'main' : 'div',
    { 'data-test-subj': 'probePage', style: { padding: 24 } },
    createElement('h1', null, i18n.translate('probe.title', { defaultMessage: 'Probe of {user}', values: { user: 'the host' } })),
    createElement(
      'p',
      { 'data-test-subj': 'probeMessage' },
      createElement(FormattedMessage, { id: 'probe.message', defaultMessage: 'Bold is <b>{word}</b>', values: { word: 'here', b: (chunks) => createElement('strong', null, chunks) } })
    ),
    createElement('p', { 'data-test-subj': 'probePlural' }, i18n.translate('probe.plural', { defaultMessage: '{count, plural, one {# alert} other {# alerts}}', values: { count: 2 } })),
    act('probeToast', () => core.notifications.toasts.addSuccess({ title: 'Saved', text: 'All of it' })),
    act('probeError', () => core.notifications.toasts.addError(new Error('It broke'), { title: 'Not saved' })),
    act('probePush', () => parameters.history.push('/deeper?q=1')),
    act('probeGuard', () => ask((factory: { confirm(text: string, title: string): unknown }) => factory.confirm('Your draft is lost.', 'Leave without saving?'))),
    act('probeUnguard', () => ask(undefined)),
    act('probeHome', () => void core.application.navigateToApp('home')),
    act('probeMain', () => setMainShown(true))
  );
}

interface Failure {
  readonly name?: string;
  readonly body?: unknown;
  readonly response?: Response;
}

async function recordRequests(core: CoreStart): Promise<void> {
  const failed = await core.http.get<Failure>('/internal/probe/refused', { version: '1' }).catch((error: Failure) => error);
  const aborting = new AbortController();
  const aborted = core.http.get('/internal/probe/slow', { signal: aborting.signal }).catch((error: Error) => error.name);
  aborting.abort();
  record({
    answer: await core.http.post('/internal/probe/echo', { body: JSON.stringify({ a: 1 }), query: { tag: ['x', 'y'], none: undefined, flag: true }, version: '1' }),
    failure: { name: failed.name, body: failed.body, status: failed.response?.status },
    aborted: await aborted,
    forbiddenHeader: await core.http.get('/internal/probe/echo', { headers: { 'kbn-system-request': 'true' } }).catch((error: Error) => error.message),
  });
}

function recordContract(core: CoreStart, parameters: AppMountParameters): void {
  parameters.theme$?.subscribe((theme) => record({ theme }));
  record({
    coreKeys: Object.keys(core).sort(),
    capabilities: core.application.capabilities,
    urlForApp: core.application.getUrlForApp('probe', { deepLinkId: 'second' }),
    absoluteUrl: core.application.getUrlForApp('probe', { path: '/x', absolute: true }),
    dateFormat: core.uiSettings?.get('dateFormat'),
    zone: core.settings?.client.get('dateFormat:tz'),
    midnight: moment(0).format('HH:mm Z'),
    basePath: core.http.basePath.get(),
    removed: core.http.basePath.remove(core.http.basePath.prepend('/app/probe')),
    asset: core.http.staticAssets?.getPluginAssetHref('dot.png'),
    locale: i18n.getLocale(),
    location: parameters.history.location,
    href: parameters.history.createHref({ pathname: '/z' }),
    appBasePath: parameters.appBasePath,
  });
}

class ProbePlugin implements Plugin {
  constructor(private readonly context: PluginInitializerContext) {}

  setup(core: CoreSetup, dependencies: object): void {
    record({ configuration: this.context.config.get(), version: this.context.env.packageInfo.version, setupDependencies: dependencies });
    core.application.register({
      id: 'probe',
      title: 'Probe',
      order: 10,
      category: { id: 'securitySolution', label: 'Security', euiIconType: 'logoSecurity', order: 4000 },
      euiIconType: 'bug',
      deepLinks: [
        { id: 'first', title: 'First page', path: '/' },
        { id: 'second', title: 'Second page', path: '/second' },
      ],
      mount: async (parameters) => {
        const [start] = await core.getStartServices();
        window.__probeHttp = start.http;
        recordContract(start, parameters);
        void recordRequests(start);
        start.chrome.docTitle.change('Probe');
        start.chrome.setBreadcrumbs([{ text: 'Security' }, { text: 'Probe' }]);
        parameters.history.listen((location) => record({ listened: location }));
        record({ history: parameters.history });
        const page = createElement(I18nProvider, null, createElement(ProbePage, { core: start, parameters }));
        ReactDom.render(start.rendering ? start.rendering.addContext(page) : page, parameters.element);
        return () => {
          ReactDom.unmountComponentAtNode(parameters.element);
          record({ unmounts: Number(window.__probe?.['unmounts'] ?? 0) + 1 });
        };
      },
    });
    core.application.register({ id: 'probeBroken', title: 'Broken probe', mount: () => Promise.reject(new Error('This app cannot be mounted')) });
    core.application.register({ id: 'probeSecret', title: 'Secret probe', mount: () => () => undefined });
  }

  start(_core: CoreStart, dependencies: object): void {
    record({ startDependencies: dependencies });
  }
}

export const plugin = (context: PluginInitializerContext): Plugin => new ProbePlugin(context);
