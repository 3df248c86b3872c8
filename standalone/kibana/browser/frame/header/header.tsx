import {
  EuiCallOut,
  EuiHeader,
  EuiHeaderBreadcrumbs,
  EuiHeaderLogo,
  EuiHeaderSection,
  EuiHeaderSectionItem,
  EuiHeaderSectionItemButton,
  EuiIcon,
  EuiProgress,
  EuiTextColor,
  useEuiTheme,
} from '@elastic/eui';
import type { Breadcrumb } from '@kbn/core/public';
import { useEffect, useRef, type MouseEvent, type ReactElement } from 'react';
import { chooseColorMode } from '../../page/color_mode';
import type { FrameCore } from '../frame_core';
import { HelpMenu } from './help_menu';
import { HostLogo } from '../host_logo';
import { NavigationMenu } from './navigation_menu';
import { SpaceMenu } from './space_menu';
import { useObservable } from '../use_observable';
import { UserMenu } from './user_menu';

interface HeaderProps {
  readonly core: FrameCore;
}

/** The bar at the top, which stays in sight, with the notice about the data below it. */
export function Header({ core }: HeaderProps): ReactElement {
  const { configuration, application, darkMode } = core;
  const { euiTheme } = useEuiTheme();
  const element = useRef<HTMLElement>(null);
  useEffect(() => (element.current ? publishHeight(element.current) : undefined), []);
  const openHome = (event: MouseEvent): void => {
    event.preventDefault();
    void application.navigateToApp('home');
  };
  return (
    <header ref={element} style={{ position: 'sticky', top: 0, zIndex: Number(euiTheme.levels.header) }} data-test-subj="hostHeader">
      <EuiHeader position="static">
        <EuiHeaderSection grow>
          <EuiHeaderSectionItem>
            <NavigationMenu core={core} />
          </EuiHeaderSectionItem>
          <EuiHeaderSectionItem>
            <EuiHeaderLogo iconType={HostLogo} iconTitle="Standalone host" href={application.getUrlForApp('home')} onClick={openHome} aria-label="Standalone host, start page">
              Standalone host
            </EuiHeaderLogo>
          </EuiHeaderSectionItem>
          <Breadcrumbs core={core} />
        </EuiHeaderSection>
        <EuiHeaderSection side="right">
          <EuiHeaderSectionItem>
            <HelpMenu core={core} />
          </EuiHeaderSectionItem>
          <EuiHeaderSectionItem>
            <EuiHeaderSectionItemButton
              aria-label={darkMode ? 'Switch to light mode' : 'Switch to dark mode'}
              title={darkMode ? 'Switch to light mode' : 'Switch to dark mode'}
              onClick={() => chooseColorMode(darkMode ? 'light' : 'dark')}
              data-test-subj="hostColorModeButton"
            >
              <EuiIcon type={darkMode ? 'sun' : 'moon'} aria-hidden />
            </EuiHeaderSectionItemButton>
          </EuiHeaderSectionItem>
          <EuiHeaderSectionItem>
            <SpaceMenu core={core} />
          </EuiHeaderSectionItem>
          <EuiHeaderSectionItem>
            <UserMenu core={core} />
          </EuiHeaderSectionItem>
        </EuiHeaderSection>
      </EuiHeader>
      <Notice clusterName={configuration.frame.clusterName} />
      <LoadingBar core={core} />
    </header>
  );
}

function Notice({ clusterName }: { readonly clusterName?: string }): ReactElement {
  const isDemo = clusterName === undefined;
  return (
    <EuiCallOut
      size="s"
      color={isDemo ? 'primary' : 'warning'}
      iconType={isDemo ? 'beaker' : 'warning'}
      title={isDemo ? 'Demo data. Nothing here touches a cluster.' : `Live data of the cluster ${clusterName}. What you change here changes there.`}
      data-test-subj="hostNotice"
    />
  );
}

function Breadcrumbs({ core: { chrome } }: HeaderProps): ReactElement | null {
  const breadcrumbs = useObservable(chrome.breadcrumbs$, []);
  if (breadcrumbs.length === 0) return null;
  return <EuiHeaderBreadcrumbs breadcrumbs={breadcrumbs.map(withReadableText)} data-test-subj="hostBreadcrumbs" />;
}

/** The older EUI gives a breadcrumb that leads nowhere a colour with too little contrast. */
function withReadableText(breadcrumb: Breadcrumb): Breadcrumb {
  const leadsNowhere = breadcrumb.href === undefined && breadcrumb.onClick === undefined;
  return leadsNowhere ? { ...breadcrumb, text: <EuiTextColor color="default">{breadcrumb.text}</EuiTextColor> } : { ...breadcrumb };
}

function LoadingBar({ core: { http } }: HeaderProps): ReactElement | null {
  const count = useObservable(http.getLoadingCount$(), 0);
  if (count === 0) return null;
  return <EuiProgress size="xs" color="accent" position="absolute" style={{ top: 'auto', bottom: 0 }} aria-hidden data-test-subj="hostLoadingBar" />;
}

/** Flyouts and page templates of EUI leave room for this height at the top. */
function publishHeight(element: HTMLElement): () => void {
  const observer = new ResizeObserver(() => document.documentElement.style.setProperty('--euiFixedHeadersOffset', `${element.offsetHeight}px`));
  observer.observe(element);
  return () => observer.disconnect();
}
