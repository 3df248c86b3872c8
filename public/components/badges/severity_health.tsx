import { EuiHealth, useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { Severity } from '../../../common/detection';
import { severityColor } from '../theme_differences';

/** The word of a severity. */
export function severityLabel(severity: Severity): string {
  switch (severity) {
    case 'low':
      return i18n.translate('stagingWatch.severity.lowLabel', { defaultMessage: 'Low' });
    case 'medium':
      return i18n.translate('stagingWatch.severity.mediumLabel', { defaultMessage: 'Medium' });
    case 'high':
      return i18n.translate('stagingWatch.severity.highLabel', { defaultMessage: 'High' });
    case 'critical':
      return i18n.translate('stagingWatch.severity.criticalLabel', { defaultMessage: 'Critical' });
  }
}

/** Severity as dot and word. */
export function SeverityHealth({ severity }: { readonly severity: Severity }): ReactElement {
  return (
    <EuiHealth color={severityColor(useEuiTheme(), severity)} data-test-subj={`stagingWatchSeverity-${severity}`}>
      {severityLabel(severity)}
    </EuiHealth>
  );
}
