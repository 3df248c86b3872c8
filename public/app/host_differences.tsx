import { EuiProvider } from '@elastic/eui';
import { I18nProvider } from '@kbn/i18n-react';
import { useEffect, useState, type ComponentType, type ReactElement, type ReactNode } from 'react';
import * as ReactDom from 'react-dom';
import type { Observable } from 'rxjs';

/** The part of the host that differs between Kibana 8.12 and 9.x. Every difference is told by feature, never by version. */
export interface DifferingHost {
  readonly rendering?: { addContext(element: ReactNode): ReactElement };
  /** Language of our texts and of EUI's own; where it is missing at least ours are there. */
  readonly i18n?: { readonly Context: ComponentType<{ children?: ReactNode }> };
  readonly theme: { readonly theme$: Observable<{ readonly darkMode: boolean }>; getTheme?(): { readonly darkMode: boolean } };
}

interface Root {
  render(element: ReactNode): void;
  unmount(): void;
}

/** Renders into an element of the page and gives what takes it away again. React 18 has roots, React 17 has not. */
export function renderInHost(app: ReactElement, { element, host }: { readonly element: HTMLElement; readonly host: DifferingHost }): () => void {
  const withContext = addHostContext(app, host);
  const createRoot: unknown = Reflect.get(ReactDom, 'createRoot');
  if (typeof createRoot === 'function') {
    const root = createRoot(element) as Root;
    root.render(withContext);
    return () => root.unmount();
  }
  ReactDom.render(withContext, element);
  return () => {
    ReactDom.unmountComponentAtNode(element);
  };
}

/** Newer 9.x brings language and theme itself; 8.12 brings none (`kibana-8.12-observed.md` 14). */
function addHostContext(app: ReactElement, host: DifferingHost): ReactElement {
  return host.rendering?.addContext(app) ?? <OwnContext host={host}>{app}</OwnContext>;
}

function OwnContext({ host, children }: { readonly host: DifferingHost; readonly children: ReactNode }): ReactElement {
  const [dark, setDark] = useState(host.theme.getTheme?.().darkMode ?? false);
  useEffect(() => {
    const subscription = host.theme.theme$.subscribe(({ darkMode }) => setDark(darkMode));
    return () => subscription.unsubscribe();
  }, [host]);
  const Language = host.i18n?.Context ?? I18nProvider;
  return (
    <Language>
      <EuiProvider globalStyles={false} utilityClasses={false} colorMode={dark ? 'dark' : 'light'}>
        {children}
      </EuiProvider>
    </Language>
  );
}
