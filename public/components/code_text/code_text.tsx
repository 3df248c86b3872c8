import { EuiButtonEmpty, EuiCodeBlock, EuiCopy } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { toVisibleLines } from '../hostile_text';

export interface CodeTextProps {
  readonly text: string;
  /** What it is, for screen readers. */
  readonly label: string;
  readonly 'data-test-subj'?: string;
}

/** A text of several lines as code: invisible characters are shown as tokens, and what is copied is the text itself. */
export function CodeText({ text, label, 'data-test-subj': testSubject }: CodeTextProps): ReactElement {
  return (
    <div role="group" aria-label={label} data-test-subj={testSubject}>
      <EuiCodeBlock fontSize="s" paddingSize="m" overflowHeight={420} whiteSpace="pre-wrap">
        {toVisibleLines(text)}
      </EuiCodeBlock>
      <EuiCopy textToCopy={text}>
        {(copy) => (
          <EuiButtonEmpty size="xs" iconType="copyClipboard" flush="left" onClick={copy} aria-label={i18n.translate('stagingWatch.codeText.copyAriaLabel', { defaultMessage: 'Copy text: {label}', values: { label } })} data-test-subj={testSubject === undefined ? undefined : `${testSubject}Copy`}>
            <FormattedMessage id="stagingWatch.codeText.copyButtonLabel" defaultMessage="Copy text" />
          </EuiButtonEmpty>
        )}
      </EuiCopy>
    </div>
  );
}
