import { EuiProvider } from '@elastic/eui';
import { I18nProvider } from '@kbn/i18n-react';
import type { ReactElement, ReactNode } from 'react';
import { styleCaches } from './style_caches';

interface RenderContextProps {
  readonly darkMode: boolean;
  readonly children?: ReactNode;
}

/** The context of the frame itself: language, colour mode, and the global styles of the page, which must come once. */
export function FrameContext({ darkMode, children }: RenderContextProps): ReactElement {
  return (
    <I18nProvider>
      <EuiProvider colorMode={darkMode ? 'dark' : 'light'} cache={styleCaches()}>
        {children}
      </EuiProvider>
    </I18nProvider>
  );
}

/** The same for the tree of a plugin, without the global styles: what `core.rendering.addContext` puts around an element in 9.x. */
export function PluginContext({ darkMode, children }: RenderContextProps): ReactElement {
  return (
    <I18nProvider>
      <EuiProvider colorMode={darkMode ? 'dark' : 'light'} cache={styleCaches()} globalStyles={false} utilityClasses={false}>
        {children}
      </EuiProvider>
    </I18nProvider>
  );
}
