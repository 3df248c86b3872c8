import { EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { HostileText } from '../../components/hostile_text';

/** Only one rule's column is shown: which, and the way back to all. */
export function CoverageOneRule({ name, onShowAll }: { readonly name: string; readonly onShowAll: () => void }): ReactElement {
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap data-test-subj="stagingWatchCoverageOneRule">
      <EuiFlexItem grow={false}>
        <EuiText size="s">
          <p>
            <FormattedMessage id="stagingWatch.coverage.oneRuleDescription" defaultMessage="Showing one rule: {rule}." values={{ rule: <HostileText text={name} maxCharacters={200} /> }} />
          </p>
        </EuiText>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty size="s" onClick={onShowAll} data-test-subj="stagingWatchCoverageShowAll">
          <FormattedMessage id="stagingWatch.coverage.showAllButtonLabel" defaultMessage="Show all rules" />
        </EuiButtonEmpty>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}
