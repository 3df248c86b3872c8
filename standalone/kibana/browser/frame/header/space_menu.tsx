import { EuiAvatar, EuiHeaderSectionItemButton, EuiListGroup, EuiLoadingSpinner, EuiPopover, EuiPopoverTitle, EuiText } from '@elastic/eui';
import { useState, type ReactElement } from 'react';
import type { PageSpace } from '../../page/page_configuration';
import type { FrameCore } from '../frame_core';

interface SpaceMenuProps {
  readonly core: FrameCore;
}

type Spaces = { readonly state: 'loading' } | { readonly state: 'failed' } | { readonly state: 'loaded'; readonly spaces: readonly PageSpace[] };

/** The space the page is in, and the way to the others. They are asked for when the menu is opened. */
export function SpaceMenu({ core: { configuration, http } }: SpaceMenuProps): ReactElement | null {
  const [isOpen, setIsOpen] = useState(false);
  const [spaces, setSpaces] = useState<Spaces>({ state: 'loading' });
  const { space, serverBasePath } = configuration;
  if (!space) return null;
  const open = (): void => {
    setIsOpen(true);
    http.get<PageSpace[]>('/api/spaces/space').then(
      (found) => setSpaces({ state: 'loaded', spaces: found }),
      () => setSpaces({ state: 'failed' })
    );
  };
  const button = (
    <EuiHeaderSectionItemButton aria-label={`Space: ${space.name}`} aria-expanded={isOpen} onClick={() => (isOpen ? setIsOpen(false) : open())} data-test-subj="hostSpaceMenuButton">
      {/* The button already has the name: the avatar's own label and tooltip stay away. */}
      <span aria-hidden className="hostAvatar">
        <EuiAvatar name={space.name} type="space" size="s" />
      </span>
    </EuiHeaderSectionItemButton>
  );
  return (
    <EuiPopover button={button} isOpen={isOpen} closePopover={() => setIsOpen(false)} anchorPosition="downRight" buffer={4} panelPaddingSize="s" aria-label="Spaces">
      <EuiPopoverTitle paddingSize="s">Spaces</EuiPopoverTitle>
      <div style={{ inlineSize: 240 }}>
        {spaces.state === 'loading' && <EuiLoadingSpinner size="m" aria-label="Loading spaces" />}
        {spaces.state === 'failed' && <EuiText size="s">The spaces could not be read.</EuiText>}
        {spaces.state === 'loaded' && (
          <EuiListGroup
            aria-label="Spaces"
            maxWidth={false}
            listItems={spaces.spaces.map(({ id, name }) => ({
              label: name,
              href: `${serverBasePath}${id === 'default' ? '' : `/s/${encodeURIComponent(id)}`}/app/home`,
              isActive: id === space.id,
              'data-test-subj': `hostSpaceLink-${id}`,
            }))}
          />
        )}
      </div>
    </EuiPopover>
  );
}
