import { i18n } from '@kbn/i18n';
import type { MouseEvent } from 'react';
import { useHistory } from 'react-router-dom';

export type PageName = 'alerts' | 'hosts' | 'tuning' | 'rules' | 'coverage';

/** A tab of the app's header, as `PageFrame` takes it. */
export interface AppTab {
  readonly id: PageName;
  readonly label: string;
  readonly href: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly isSelected: boolean;
}

/** The tabs of the app: real links, so that they open in a new tab too. */
export function usePageTabs(selected: PageName): readonly AppTab[] {
  const history = useHistory();
  const labels: ReadonlyArray<readonly [PageName, string]> = [
    ['alerts', i18n.translate('stagingWatch.tabs.alertsLabel', { defaultMessage: 'Alerts' })],
    ['hosts', i18n.translate('stagingWatch.tabs.hostsLabel', { defaultMessage: 'Hosts' })],
    ['tuning', i18n.translate('stagingWatch.tabs.tuningLabel', { defaultMessage: 'Tuning' })],
    ['rules', i18n.translate('stagingWatch.tabs.rulesLabel', { defaultMessage: 'Rules' })],
    ['coverage', i18n.translate('stagingWatch.tabs.coverageLabel', { defaultMessage: 'Coverage' })],
  ];
  return labels.map(([id, label]) => ({ id, label, isSelected: id === selected, ...linkTo(history, `/${id}`) }));
}

type AppHistory = ReturnType<typeof useHistory>;

/** `href` and `onClick` of a link inside the app; with a modifier key the browser opens the address itself. */
export function linkTo(history: AppHistory, path: string): { readonly href: string; readonly onClick: (event: MouseEvent) => void } {
  const [pathname = '', search = ''] = path.split(/(?=\?)/, 2);
  return {
    href: history.createHref({ pathname, search }),
    onClick(event) {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.push({ pathname, search });
    },
  };
}

/** Makes links inside the app. */
export function useAppLink(): (path: string) => ReturnType<typeof linkTo> {
  const history = useHistory();
  return (path) => linkTo(history, path);
}
