import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import { HostileText } from '../hostile_text';

export interface PartialCalloutProps {
  readonly partial: { readonly failedShards: number; readonly totalShards: number; readonly reason: string };
}

/** Elasticsearch answered only for a part: what is shown may not be all. */
export function PartialCallout({ partial }: PartialCalloutProps): ReactElement {
  return (
    <>
      <EuiCallOut
        size="s"
        color="warning"
        iconType="warning"
        title={i18n.translate('stagingWatch.partial.title', {
          defaultMessage: 'Not everything could be searched: {failed, number} of {total, number} shards failed',
          values: { failed: partial.failedShards, total: partial.totalShards },
        })}
        data-test-subj="stagingWatchPartial"
      >
        <p>
          <HostileText text={partial.reason} maxCharacters={500} />
        </p>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}
