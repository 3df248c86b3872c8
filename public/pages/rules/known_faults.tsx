import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';

/** What a rule is known to miss; of a seed installed as it is, the faults it keeps. */
export function KnownFaults({ faults, isVerbatim }: { readonly faults: readonly string[]; readonly isVerbatim: boolean }): ReactElement | null {
  if (faults.length === 0) return null;
  return (
    <>
      <EuiCallOut
        color={isVerbatim ? 'warning' : 'primary'}
        iconType={isVerbatim ? 'warning' : 'iInCircle'}
        title={
          isVerbatim
            ? i18n.translate('stagingWatch.ruleFlyout.faultsTitle', { defaultMessage: 'Known faults of this seed, kept because it is installed as it is' })
            : i18n.translate('stagingWatch.ruleFlyout.gapsTitle', { defaultMessage: 'What this rule is known to miss or to hit wrongly' })
        }
        data-test-subj="stagingWatchKnownFaults"
      >
        <ul>
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}
