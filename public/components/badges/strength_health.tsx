import { EuiHealth, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { ExclusionStrength } from './exclusion_strength';

/** How hard an exclusion is to abuse, as dot and word, with the reason. */
export function StrengthHealth({ strength }: { readonly strength: ExclusionStrength }): ReactElement {
  const { label, why } = strengthWords(strength);
  return (
    <EuiToolTip content={why}>
      <EuiHealth color={strength === 'weak' ? 'warning' : 'subdued'} tabIndex={0} data-test-subj={`stagingWatchStrength-${strength}`}>
        {label}
      </EuiHealth>
    </EuiToolTip>
  );
}

/** The word of a strength. */
export function strengthLabel(strength: ExclusionStrength): string {
  return strengthWords(strength).label;
}

function strengthWords(strength: ExclusionStrength): { readonly label: string; readonly why: string } {
  switch (strength) {
    case 'weak':
      return {
        label: i18n.translate('stagingWatch.tuning.weakLabel', { defaultMessage: 'Weak' }),
        why: i18n.translate('stagingWatch.tuning.weakTooltip', { defaultMessage: 'Name only: anyone can give a program this name and stay unseen.' }),
      };
    case 'fair':
      return { label: i18n.translate('stagingWatch.tuning.fairLabel', { defaultMessage: 'Fair' }), why: i18n.translate('stagingWatch.tuning.fairTooltip', { defaultMessage: 'More than a bare name has to agree.' }) };
    case 'strong':
      return {
        label: i18n.translate('stagingWatch.tuning.strongLabel', { defaultMessage: 'Strong' }),
        why: i18n.translate('stagingWatch.tuning.strongTooltip', { defaultMessage: 'Path, trusted signature and written path have to agree.' }),
      };
  }
}
