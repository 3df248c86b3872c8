import { EuiButtonEmpty, EuiCode } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import { useState, type ReactElement } from 'react';
import { HostileText } from '../../components/hostile_text';

export interface ConditionTextProps {
  readonly text: string;
  /** What it is, for screen readers. */
  readonly label: string;
}

/** Longer ones are shown in part until asked for. */
const shortCharacters = 180;

/** The text of a condition. Long lists of paths would push everything else off the page. */
export function ConditionText({ text, label }: ConditionTextProps): ReactElement {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > shortCharacters * 1.2;
  return (
    <div role="group" aria-label={label} css={{ overflowWrap: 'anywhere', marginBlock: 4, fontSize: 12 }}>
      <EuiCode css={{ paddingInline: 4, fontWeight: 'normal' }}>
        <HostileText text={isLong && !isWhole ? `${text.slice(0, shortCharacters)}…` : text} />
      </EuiCode>
      {isLong && (
        <div>
          <EuiButtonEmpty size="xs" flush="left" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? <FormattedMessage id="stagingWatch.tuning.showLessButtonLabel" defaultMessage="Show less" /> : <FormattedMessage id="stagingWatch.tuning.showWholeButtonLabel" defaultMessage="Show whole condition" />}
          </EuiButtonEmpty>
        </div>
      )}
    </div>
  );
}
