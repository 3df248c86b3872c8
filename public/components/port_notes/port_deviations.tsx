import { EuiBasicTable, EuiCode, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';

export interface Deviation {
  readonly original: string;
  readonly ours: string;
  readonly why: string;
}

/** Where our text departs from the original, in the order of its lines, each with the reason. */
export function PortDeviations({ deviations }: { readonly deviations: readonly Deviation[] }): ReactElement {
  return (
    <EuiBasicTable<Deviation>
      items={[...deviations]}
      tableCaption={i18n.translate('stagingWatch.port.deviationsCaption', { defaultMessage: 'What our text does otherwise, line by line' })}
      columns={[
        { name: i18n.translate('stagingWatch.port.originalColumnTitle', { defaultMessage: 'Original' }), width: '30%', render: ({ original }: Deviation) => <EuiCode transparentBackground>{original}</EuiCode> },
        { name: i18n.translate('stagingWatch.port.oursColumnTitle', { defaultMessage: 'Ours' }), width: '30%', render: ({ ours }: Deviation) => <EuiCode transparentBackground>{ours}</EuiCode> },
        { name: i18n.translate('stagingWatch.port.whyColumnTitle', { defaultMessage: 'Why' }), render: ({ why }: Deviation) => <EuiText size="s">{why}</EuiText> },
      ]}
      data-test-subj="stagingWatchPortDeviations"
    />
  );
}
