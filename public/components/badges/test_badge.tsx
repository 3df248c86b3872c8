import { EuiBadge, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import { testEventTag } from '../../../common/detection';

/** Says that an alert is one of an exercise, and by what. */
export function TestBadge(): ReactElement {
  return (
    <EuiToolTip content={i18n.translate('stagingWatch.testBadge.tooltip', { defaultMessage: 'Every event of this alert carries the tag {tag}. Whoever can write events can set it.', values: { tag: testEventTag } })}>
      <EuiBadge color="accent" iconType="beaker" tabIndex={0} data-test-subj="stagingWatchTestBadge">
        {i18n.translate('stagingWatch.testBadge.label', { defaultMessage: 'Test' })}
      </EuiBadge>
    </EuiToolTip>
  );
}
