import { EuiButton, EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { SetAlertStatusAnswer } from '../../data';

type Failed = SetAlertStatusAnswer['failed'][number];

export interface StatusFailuresProps {
  readonly answer: SetAlertStatusAnswer;
  readonly onDismiss: () => void;
}

/** Some alerts could not be changed: which ones and why, until dismissed. They stay selected. */
export function StatusFailures({ answer, onDismiss }: StatusFailuresProps): ReactElement {
  return (
    <>
      <EuiCallOut
        color="warning"
        iconType="warning"
        title={i18n.translate('stagingWatch.alerts.partialFailureTitle', {
          defaultMessage: '{failed, plural, one {# alert was} other {# alerts were}} not changed, {updated, number} {updated, plural, one {was} other {were}}',
          values: { failed: answer.failed.length, updated: answer.updated.length },
        })}
        data-test-subj="stagingWatchStatusPartialFailure"
      >
        <ul>
          {answer.failed.slice(0, 10).map((failure) => (
            <li key={failure.id}>{failureWords(failure)}</li>
          ))}
        </ul>
        <EuiButton size="s" color="warning" onClick={onDismiss} data-test-subj="stagingWatchDismissStatusFailures">
          <FormattedMessage id="stagingWatch.alerts.dismissFailuresButtonLabel" defaultMessage="Dismiss message" />
        </EuiButton>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

function failureWords({ id, reason, message }: Failed): string {
  const values = { id, message };
  switch (reason) {
    case 'not_found':
      return i18n.translate('stagingWatch.alerts.failedNotFoundDescription', { defaultMessage: '{id}: it is not there any more', values });
    case 'conflict':
      return i18n.translate('stagingWatch.alerts.failedConflictDescription', { defaultMessage: '{id}: somebody changed it at the same moment; try again', values });
    case 'forbidden':
      return i18n.translate('stagingWatch.alerts.failedForbiddenDescription', { defaultMessage: '{id}: you may not write to its index', values });
    case 'not_a_test':
      return i18n.translate('stagingWatch.alerts.failedNotATestDescription', { defaultMessage: '{id}: not every event of it carries the tag of an exercise, so it is not closed as test', values });
    case 'failed':
      return i18n.translate('stagingWatch.alerts.failedOtherDescription', { defaultMessage: '{id}: {message}', values });
  }
}
