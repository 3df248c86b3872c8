import { EuiCollapsibleNavGroup, EuiFlyout, EuiFlyoutBody, EuiHeaderSectionItemButton, EuiIcon, EuiListGroup, type EuiListGroupItemProps } from '@elastic/eui';
import type { App } from '@kbn/core/public';
import { useState, type MouseEvent, type ReactElement } from 'react';
import type { FrameCore } from '../frame_core';
import { navigationGroups } from './navigation_groups';
import { useObservable } from '../use_observable';

interface NavigationMenuProps {
  readonly core: FrameCore;
}

/** The menu of all apps that the person may open, with their deep links. */
export function NavigationMenu({ core: { application } }: NavigationMenuProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const currentAppId = useObservable<string | undefined>(application.currentAppId$, undefined);
  const groups = navigationGroups([...application.applications$.value.values()]);
  const close = (): void => setIsOpen(false);
  const linkTo = (app: App, title: string, deepLinkId?: string): EuiListGroupItemProps => ({
    label: title,
    href: application.getUrlForApp(app.id, { deepLinkId }),
    isActive: deepLinkId === undefined && app.id === currentAppId,
    onClick: (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      close();
      void application.navigateToApp(app.id, { deepLinkId });
    },
    'data-test-subj': deepLinkId === undefined ? `hostNavLink-${app.id}` : `hostNavLink-${app.id}:${deepLinkId}`,
  });
  const button = (
    <EuiHeaderSectionItemButton aria-label="Applications" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} data-test-subj="hostNavigationButton">
      <EuiIcon type="menu" size="m" aria-hidden />
    </EuiHeaderSectionItemButton>
  );
  return (
    <>
      {button}
      {isOpen && (
        <EuiFlyout side="left" size={320} paddingSize="none" onClose={close} aria-label="Applications" data-test-subj="hostNavigation">
          <EuiFlyoutBody>
            <nav aria-label="Applications">
              {groups.map(({ category, apps }) => (
                <EuiCollapsibleNavGroup key={category.id} title={category.label} iconType={category.euiIconType} isCollapsible={false} titleElement="h2">
                  <EuiListGroup
                    aria-label={category.label}
                    maxWidth={false}
                    listItems={apps.flatMap((app) => [linkTo(app, app.title), ...(app.deepLinks ?? []).map(({ id, title }) => ({ ...linkTo(app, title, id), style: { paddingInlineStart: 16 } }))])}
                  />
                </EuiCollapsibleNavGroup>
              ))}
            </nav>
          </EuiFlyoutBody>
        </EuiFlyout>
      )}
    </>
  );
}
