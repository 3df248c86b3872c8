import { EuiTab, EuiTabs } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import { coveragePath, useAppLink } from '../../services';

/** The two views of this page: rules against tests, and ports against their originals. */
export function CoverageViews({ selected }: { readonly selected: 'matrix' | 'ports' }): ReactElement {
  const appLink = useAppLink();
  return (
    <EuiTabs size="s">
      <EuiTab {...appLink(coveragePath({}))} isSelected={selected === 'matrix'} data-test-subj="stagingWatchCoverageView-matrix">
        {i18n.translate('stagingWatch.coverage.matrixViewLabel', { defaultMessage: 'Matrix' })}
      </EuiTab>
      <EuiTab {...appLink(coveragePath({ tab: 'ports' }))} isSelected={selected === 'ports'} data-test-subj="stagingWatchCoverageView-ports">
        {i18n.translate('stagingWatch.coverage.portsViewLabel', { defaultMessage: 'Ports' })}
      </EuiTab>
    </EuiTabs>
  );
}
