import { EuiButton, EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { Episode } from '../../../common/detection';
import { hostTimelinePath, useAppLink, usePermissions, useServices } from '../../services';
import { hostMomentOf } from './alerts_table';
import { useChangeStatus, type ChangeStatus } from './use_change_status';

export interface AlertFlyoutFooterProps {
  readonly episode: Episode;
  readonly onClose: () => void;
}

/** What to do with an alert: look at its host, acknowledge it, close it. The status shown changes when the server has changed it. */
export function AlertFlyoutFooter({ episode, onClose }: AlertFlyoutFooterProps): ReactElement {
  const appLink = useAppLink();
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" justifyContent="spaceBetween" responsive={false} wrap>
      <EuiFlexItem grow={false}>
        <EuiFlexGroup gutterSize="s" responsive={false}>
          <EuiButtonEmpty onClick={onClose} flush="left" data-test-subj="stagingWatchCloseFlyout">
            <FormattedMessage id="stagingWatch.alertFlyout.backButtonLabel" defaultMessage="Back to list" />
          </EuiButtonEmpty>
          <EuiButtonEmpty {...appLink(hostTimelinePath(hostMomentOf(episode)))} iconType="clock" data-test-subj="stagingWatchHostAroundLink">
            <FormattedMessage id="stagingWatch.alertFlyout.hostTimelineButtonLabel" defaultMessage="View host around then" />
          </EuiButtonEmpty>
        </EuiFlexGroup>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <StatusButtons episode={episode} />
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

function StatusButtons({ episode }: { readonly episode: Episode }): ReactElement {
  const { triage } = usePermissions();
  const { toasts } = useServices();
  const changer = useChangeStatus();
  const change = async (status: Episode['status'], as?: 'test'): Promise<void> => {
    const failed = (await changer.change([episode.id], status, as))?.failed[0];
    if (failed === undefined) return;
    toasts.addDanger({ title: i18n.translate('stagingWatch.alertFlyout.statusRefusedTitle', { defaultMessage: 'The status was not changed' }), text: failed.message, 'data-test-subj': 'stagingWatchStatusFailed' });
  };
  const buttons = <Buttons episode={episode} disabled={!triage} changer={changer} onChange={(status, as) => void change(status, as)} />;
  if (triage) return buttons;
  return <EuiToolTip content={i18n.translate('stagingWatch.alertFlyout.noTriageTooltip', { defaultMessage: 'You need the privilege Staging Watch: Triage to change a status.' })}>{buttons}</EuiToolTip>;
}

interface ButtonsProps {
  readonly episode: Episode;
  readonly disabled: boolean;
  readonly changer: ChangeStatus;
  readonly onChange: (status: Episode['status'], as?: 'test') => void;
}

function Buttons({ episode, disabled, changer, onChange }: ButtonsProps): ReactElement {
  const shared = { isLoading: changer.isChanging, isDisabled: disabled };
  return (
    <EuiFlexGroup gutterSize="s" responsive={false} wrap>
      {episode.status === 'open' && (
        <EuiButton {...shared} onClick={() => onChange('acknowledged')} data-test-subj="stagingWatchAcknowledgeAlert">
          <FormattedMessage id="stagingWatch.alertFlyout.acknowledgeButtonLabel" defaultMessage="Acknowledge alert" />
        </EuiButton>
      )}
      {episode.isTest && episode.status !== 'closed' && (
        <EuiButton {...shared} iconType="beaker" onClick={() => onChange('closed', 'test')} data-test-subj="stagingWatchCloseAlertAsTest">
          <FormattedMessage id="stagingWatch.alertFlyout.closeAsTestButtonLabel" defaultMessage="Close as test" />
        </EuiButton>
      )}
      {episode.status === 'closed' ? (
        <EuiButton {...shared} onClick={() => onChange('open')} data-test-subj="stagingWatchReopenAlert">
          <FormattedMessage id="stagingWatch.alertFlyout.reopenButtonLabel" defaultMessage="Reopen alert" />
        </EuiButton>
      ) : (
        <EuiButton {...shared} fill onClick={() => onChange('closed')} data-test-subj="stagingWatchCloseAlert">
          <FormattedMessage id="stagingWatch.alertFlyout.closeButtonLabel" defaultMessage="Close alert" />
        </EuiButton>
      )}
    </EuiFlexGroup>
  );
}
