import { EuiHeaderSectionItemButton, EuiIcon, EuiListGroup, EuiPopover, EuiPopoverTitle, EuiText } from '@elastic/eui';
import { useState, type ReactElement } from 'react';
import type { FrameCore } from '../frame_core';
import { useObservable } from '../use_observable';

interface HelpMenuProps {
  readonly core: FrameCore;
}

/** Which Kibana the host stands in for, and the links that the current app gave. */
export function HelpMenu({ core: { chrome, configuration } }: HelpMenuProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const extension = useObservable(chrome.helpExtension$, undefined);
  const links = (extension?.links ?? []).flatMap(({ href, content }) => (href === undefined ? [] : [{ label: content ?? href, href, target: '_blank' }]));
  const button = (
    <EuiHeaderSectionItemButton aria-label="Help" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} data-test-subj="hostHelpMenuButton">
      <EuiIcon type="help" aria-hidden />
    </EuiHeaderSectionItemButton>
  );
  return (
    <EuiPopover button={button} isOpen={isOpen} closePopover={() => setIsOpen(false)} anchorPosition="downRight" buffer={4} aria-label="Help">
      <EuiPopoverTitle>{extension?.appName ?? 'Standalone host'}</EuiPopoverTitle>
      <div style={{ inlineSize: 260 }}>
        {links.length > 0 && <EuiListGroup aria-label="Help links" maxWidth={false} listItems={links} />}
        <EuiText size="s">
          <p>A small host that runs Kibana plugins as they are built. It keeps to the contract of Kibana {configuration.kibanaVersion}.</p>
        </EuiText>
      </div>
    </EuiPopover>
  );
}
