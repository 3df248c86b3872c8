import { EuiToolTip, useEuiTheme } from '@elastic/eui';
import { css } from '@emotion/react';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { JoinStrength } from '../../../common/detection';

const bars = { same_process: 3, same_user_and_folder: 2, host_only: 1 } as const;

/** The words of a join strength. */
export function joinStrengthLabel(strength: JoinStrength): string {
  switch (strength) {
    case 'same_process':
      return i18n.translate('stagingWatch.joinStrength.sameProcessLabel', { defaultMessage: 'Same process' });
    case 'same_user_and_folder':
      return i18n.translate('stagingWatch.joinStrength.sameUserAndFolderLabel', { defaultMessage: 'Same user + folder' });
    case 'host_only':
      return i18n.translate('stagingWatch.joinStrength.hostOnlyLabel', { defaultMessage: 'Host only' });
  }
}

function joinStrengthTooltip(strength: JoinStrength): string {
  switch (strength) {
    case 'same_process':
      return i18n.translate('stagingWatch.joinStrength.sameProcessTooltip', { defaultMessage: 'The same process did both: the events belong together.' });
    case 'same_user_and_folder':
      return i18n.translate('stagingWatch.joinStrength.sameUserAndFolderTooltip', { defaultMessage: 'Different processes of one user, and the file lies in a folder that the first one named.' });
    case 'host_only':
      return i18n.translate('stagingWatch.joinStrength.hostOnlyTooltip', { defaultMessage: 'Nothing but the host ties the events together: they may have nothing to do with each other.' });
  }
}

/** How well the events of a sequence hang together: words and one to three filled bars. Evidence, so it has no warning colour. */
export function JoinStrengthBadge({ strength }: { readonly strength: JoinStrength }): ReactElement {
  const { euiTheme } = useEuiTheme();
  const barStyle = css`
    display: inline-block;
    inline-size: ${euiTheme.size.xs};
    margin-inline-end: ${euiTheme.size.xxs};
    border: ${euiTheme.border.width.thin} solid ${euiTheme.colors.darkShade};
    border-radius: ${euiTheme.border.width.thin};
  `;
  const filled = css`
    background-color: ${euiTheme.colors.darkShade};
  `;
  return (
    <EuiToolTip content={joinStrengthTooltip(strength)}>
      <span
        tabIndex={0}
        data-test-subj={`stagingWatchJoinStrength-${strength}`}
        css={css`
          display: inline-flex;
          align-items: baseline;
          gap: ${euiTheme.size.xs};
        `}
      >
        <span
          aria-hidden="true"
          css={css`
            display: inline-flex;
            align-items: flex-end;
          `}
        >
          {[1, 2, 3].map((bar) => (
            <span key={bar} css={[barStyle, bar <= bars[strength] && filled]} style={{ blockSize: `${0.3 + bar * 0.15}em` }} />
          ))}
        </span>
        {joinStrengthLabel(strength)}
      </span>
    </EuiToolTip>
  );
}
