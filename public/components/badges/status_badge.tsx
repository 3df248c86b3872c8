import { EuiBadge } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { WorkflowStatus } from '../../../common/detection';

/** The word of a status. */
export function statusLabel(status: WorkflowStatus): string {
  switch (status) {
    case 'open':
      return i18n.translate('stagingWatch.status.openLabel', { defaultMessage: 'Open' });
    case 'acknowledged':
      return i18n.translate('stagingWatch.status.acknowledgedLabel', { defaultMessage: 'Acknowledged' });
    case 'closed':
      return i18n.translate('stagingWatch.status.closedLabel', { defaultMessage: 'Closed' });
  }
}

const colorOf = { open: 'primary', acknowledged: 'hollow', closed: 'default' } as const;

/** Status as a neutral badge: red, orange and yellow mean severity only. */
export function StatusBadge({ status }: { readonly status: WorkflowStatus }): ReactElement {
  return (
    <EuiBadge color={colorOf[status]} data-test-subj={`stagingWatchStatus-${status}`}>
      {statusLabel(status)}
    </EuiBadge>
  );
}
