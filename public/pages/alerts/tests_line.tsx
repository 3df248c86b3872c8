import { EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { AlertsState } from './alerts_filters';

export interface TestsLineProps {
  /** Alerts of an exercise that match range and filters. */
  readonly count: number;
  readonly tests: AlertsState['tests'];
  readonly onChange: (tests: AlertsState['tests']) => void;
}

/** How many test alerts there are and whether they are among the rows; one click shows or hides them. Nothing where there are none and none are asked for. */
export function TestsLine({ count, tests, onChange }: TestsLineProps): ReactElement | null {
  if (count === 0 && tests === 'hide') return null;
  const isHidden = tests === 'hide';
  return (
    <EuiFlexGroup gutterSize="xs" alignItems="center" responsive={false} wrap data-test-subj={`stagingWatchTestAlerts-${tests}`}>
      <EuiFlexItem grow={false}>
        <EuiText size="s">
          <p aria-live="polite" data-test-subj="stagingWatchTestAlertCount">
            <FormattedMessage
              id="stagingWatch.alerts.testsDescription"
              defaultMessage="{tests, select, hide {{count, plural, one {# test alert is} other {# test alerts are}} hidden.} show {{count, plural, one {# test alert is} other {# test alerts are}} among them.} other {Only test alerts are shown.}}"
              values={{ count, tests }}
            />
          </p>
        </EuiText>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty size="s" onClick={() => onChange(isHidden ? 'show' : 'hide')} data-test-subj={isHidden ? 'stagingWatchShowTestAlerts' : 'stagingWatchHideTestAlerts'}>
          {isHidden ? <FormattedMessage id="stagingWatch.alerts.showTestsButtonLabel" defaultMessage="Show test alerts" /> : <FormattedMessage id="stagingWatch.alerts.hideTestsButtonLabel" defaultMessage="Hide test alerts" />}
        </EuiButtonEmpty>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}
