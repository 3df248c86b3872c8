import { EuiTab, EuiTabs } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import { useAppLink } from '../../services';

/** The two views of this page: what is excluded, and who changed it. */
export function TuningViews({ selected }: { readonly selected: 'exclusions' | 'activity' }): ReactElement {
  const appLink = useAppLink();
  return (
    <EuiTabs size="s">
      <EuiTab {...appLink('/tuning')} isSelected={selected === 'exclusions'} data-test-subj="stagingWatchTuningView-exclusions">
        {i18n.translate('stagingWatch.tuning.exclusionsViewLabel', { defaultMessage: 'Exclusions' })}
      </EuiTab>
      <EuiTab {...appLink('/tuning/activity')} isSelected={selected === 'activity'} data-test-subj="stagingWatchTuningView-activity">
        {i18n.translate('stagingWatch.tuning.activityViewLabel', { defaultMessage: 'Activity' })}
      </EuiTab>
    </EuiTabs>
  );
}
