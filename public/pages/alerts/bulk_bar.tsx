import { EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement, RefObject } from 'react';
import type { WorkflowStatus } from '../../../common/detection';

export interface BulkBarProps {
  readonly shown: number;
  readonly total: number;
  /** There are more than `total`. */
  readonly more: boolean;
  readonly selectedCount: number;
  readonly isChanging: boolean;
  /** All selected alerts are of an exercise. */
  readonly areTests: boolean;
  readonly onChangeStatus: (status: WorkflowStatus, as?: 'test') => void;
  /** Takes the focus when the actions go away. */
  readonly countRef: RefObject<HTMLParagraphElement>;
}

/** How many alerts there are, and what can be done with the selected ones. */
export function BulkBar({ shown, total, more, selectedCount, areTests, isChanging, onChangeStatus, countRef }: BulkBarProps): ReactElement {
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap css={{ minBlockSize: 40 }}>
      <EuiFlexItem grow={false}>
        <EuiText size="s">
          <p aria-live="polite" tabIndex={-1} ref={countRef} data-test-subj="stagingWatchAlertCount">
            {more
              ? i18n.translate('stagingWatch.alerts.countAtLeastLabel', { defaultMessage: 'Showing {shown, number} of more than {total, number} alerts', values: { shown, total } })
              : i18n.translate('stagingWatch.alerts.countLabel', { defaultMessage: 'Showing {shown, number} of {total, plural, one {# alert} other {# alerts}}', values: { shown, total } })}
          </p>
        </EuiText>
      </EuiFlexItem>
      {selectedCount > 0 && <BulkActions selectedCount={selectedCount} areTests={areTests} isChanging={isChanging} onChangeStatus={onChangeStatus} />}
    </EuiFlexGroup>
  );
}

function BulkActions({ selectedCount, areTests, isChanging, onChangeStatus }: Pick<BulkBarProps, 'selectedCount' | 'areTests' | 'isChanging' | 'onChangeStatus'>): ReactElement {
  return (
    <>
      <EuiFlexItem grow={false}>
        <EuiText size="s">
          <strong data-test-subj="stagingWatchSelectedCount">
            <FormattedMessage id="stagingWatch.alerts.selectedLabel" defaultMessage="{count, number} selected" values={{ count: selectedCount }} />
          </strong>
        </EuiText>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty size="s" iconType="eye" isLoading={isChanging} onClick={() => onChangeStatus('acknowledged')} data-test-subj="stagingWatchBulkAcknowledge">
          <FormattedMessage id="stagingWatch.alerts.bulkAcknowledgeButtonLabel" defaultMessage="Acknowledge selected" />
        </EuiButtonEmpty>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty size="s" iconType="check" isLoading={isChanging} onClick={() => onChangeStatus('closed')} data-test-subj="stagingWatchBulkClose">
          <FormattedMessage id="stagingWatch.alerts.bulkCloseButtonLabel" defaultMessage="Close selected" />
        </EuiButtonEmpty>
      </EuiFlexItem>
      {areTests && (
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty size="s" iconType="beaker" isLoading={isChanging} onClick={() => onChangeStatus('closed', 'test')} data-test-subj="stagingWatchBulkCloseAsTest">
            <FormattedMessage id="stagingWatch.alerts.bulkCloseAsTestButtonLabel" defaultMessage="Close selected as test" />
          </EuiButtonEmpty>
        </EuiFlexItem>
      )}
    </>
  );
}
