import { EuiSkeletonText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';

/** Rows that are on their way: never mistaken for "none". */
export function LoadingRows({ lines = 8 }: { readonly lines?: 2 | 4 | 6 | 8 | 10 }): ReactElement {
  return (
    <div data-test-subj="stagingWatchLoading">
      <EuiSkeletonText lines={lines} size="m" contentAriaLabel={i18n.translate('stagingWatch.loading.ariaLabel', { defaultMessage: 'Content' })} />
    </div>
  );
}
