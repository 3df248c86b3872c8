import { i18n } from '@kbn/i18n';
import { useEffect } from 'react';
import { useHistory } from 'react-router-dom';
import { useServices } from './services_context';

/** One step of the trail: the last one has no path. */
export interface TrailStep {
  readonly text: string;
  /** Path inside the app, e.g. `/hosts`. */
  readonly path?: string;
}

/** Sets breadcrumb and browser title: Staging Watch › page › entity. `trailKey` changes whenever the trail does. */
export function usePageTitle(...steps: readonly TrailStep[]): void {
  const { chrome } = useServices();
  const history = useHistory();
  const trailKey = JSON.stringify(steps);
  useEffect(() => {
    const trail = JSON.parse(trailKey) as readonly TrailStep[];
    const appTitle = i18n.translate('stagingWatch.breadcrumb.appTitle', { defaultMessage: 'Staging Watch' });
    const link = (path: string) => ({
      href: history.createHref({ pathname: path }),
      onClick: (event: unknown) => {
        if (event instanceof Object && 'preventDefault' in event && typeof event.preventDefault === 'function') event.preventDefault();
        history.push(path);
      },
    });
    chrome.setBreadcrumbs([{ text: appTitle, ...link('/alerts') }, ...trail.map(({ text, path }) => ({ text, ...(path === undefined ? {} : link(path)) }))]);
    chrome.docTitle.change([...trail.map(({ text }) => text).reverse(), appTitle]);
  }, [chrome, history, trailKey]);
}
