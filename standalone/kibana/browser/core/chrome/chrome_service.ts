import type { Breadcrumb, CoreStart } from '@kbn/core/public';
import { BehaviorSubject, type Observable } from 'rxjs';

const PRODUCT_NAME = 'Standalone host';

type HelpExtension = Parameters<NonNullable<CoreStart['chrome']['setHelpExtension']>>[0];

/** `core.chrome`, and what the frame needs of it. */
export interface ChromeService {
  readonly chrome: CoreStart['chrome'];
  readonly breadcrumbs$: Observable<readonly Breadcrumb[]>;
  readonly helpExtension$: Observable<HelpExtension>;
  /** Forgets what the last app set. */
  reset(): void;
}

/** Gives `core.chrome`: breadcrumbs, the document's title, and links for the help menu. */
export function createChromeService(): ChromeService {
  const breadcrumbs$ = new BehaviorSubject<readonly Breadcrumb[]>([]);
  const helpExtension$ = new BehaviorSubject<HelpExtension>(undefined);
  const change = (title: string | string[]): void => {
    document.title = [...[title].flat(), PRODUCT_NAME].filter((part) => part !== '').join(' - ');
  };
  const chrome: CoreStart['chrome'] = {
    setBreadcrumbs: (breadcrumbs) => breadcrumbs$.next(breadcrumbs),
    docTitle: { change, reset: () => change([]) },
    setHelpExtension: (extension) => helpExtension$.next(extension),
  };
  return {
    chrome,
    breadcrumbs$,
    helpExtension$,
    reset() {
      chrome.setBreadcrumbs([]);
      chrome.docTitle.reset();
      helpExtension$.next(undefined);
    },
  };
}
