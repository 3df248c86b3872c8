import { EuiButtonIcon, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { FlyoutNavigation } from './flyout_navigation';

export interface AlertFlyoutNavigationProps {
  readonly navigation: FlyoutNavigation;
  readonly onOpen: (id: string) => void;
}

/** Previous and next alert of the page. */
export function AlertFlyoutNavigation({ navigation: { number, total, previousId, nextId }, onOpen }: AlertFlyoutNavigationProps): ReactElement {
  return (
    <EuiFlexGroup gutterSize="xs" alignItems="center" responsive={false}>
      <EuiFlexItem grow={false}>
        <EuiButtonIcon
          iconType="arrowLeft"
          isDisabled={previousId === undefined}
          onClick={() => previousId !== undefined && onOpen(previousId)}
          aria-label={i18n.translate('stagingWatch.alertFlyout.previousAriaLabel', { defaultMessage: 'Previous alert' })}
          data-test-subj="stagingWatchPreviousAlert"
        />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiText size="xs" data-test-subj="stagingWatchAlertNumber">
          <FormattedMessage id="stagingWatch.alertFlyout.numberLabel" defaultMessage="{number, number} of {total, number}" values={{ number, total }} />
        </EuiText>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonIcon
          iconType="arrowRight"
          isDisabled={nextId === undefined}
          onClick={() => nextId !== undefined && onOpen(nextId)}
          aria-label={i18n.translate('stagingWatch.alertFlyout.nextAriaLabel', { defaultMessage: 'Next alert' })}
          data-test-subj="stagingWatchNextAlert"
        />
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}
