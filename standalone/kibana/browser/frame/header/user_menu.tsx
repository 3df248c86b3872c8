import { EuiAvatar, EuiButton, EuiDescriptionList, EuiHeaderSectionItemButton, EuiPopover, EuiSpacer } from '@elastic/eui';
import { useState, type ReactElement } from 'react';
import type { FrameCore } from '../frame_core';

interface UserMenuProps {
  readonly core: FrameCore;
}

/** Who is logged in, with which roles, and the way out. */
export function UserMenu({ core: { configuration } }: UserMenuProps): ReactElement | null {
  const [isOpen, setIsOpen] = useState(false);
  const { user, serverBasePath } = configuration;
  if (!user) return null;
  const name = user.fullName ?? user.username;
  const button = (
    <EuiHeaderSectionItemButton aria-label={`Account of ${name}`} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} data-test-subj="hostUserMenuButton">
      {/* The button already has the name: the avatar's own label and tooltip stay away. */}
      <span aria-hidden className="hostAvatar">
        <EuiAvatar name={name} size="s" />
      </span>
    </EuiHeaderSectionItemButton>
  );
  const facts = [
    { title: 'User', description: user.fullName === null ? user.username : `${user.fullName} (${user.username})` },
    { title: 'Roles', description: user.roles.length === 0 ? 'None' : user.roles.join(', ') },
  ];
  return (
    <EuiPopover button={button} isOpen={isOpen} closePopover={() => setIsOpen(false)} anchorPosition="downRight" buffer={4} aria-label="Account">
      <div style={{ inlineSize: 240 }}>
        <EuiDescriptionList listItems={facts} compressed data-test-subj="hostUserFacts" />
        <EuiSpacer size="m" />
        <EuiButton size="s" fullWidth href={`${serverBasePath}/api/security/logout`} data-test-subj="hostLogoutButton">
          Log out
        </EuiButton>
      </div>
    </EuiPopover>
  );
}
