import { EuiFlexGroup, EuiFlexItem, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { CodeText } from '../code_text';
import { portLanguageLabel, type PortLanguage } from './port_words';

export interface PortTextsProps {
  readonly language: PortLanguage;
  readonly original: { readonly document: string; readonly lines: string; readonly text: string; readonly licence?: string };
  readonly query: string;
}

/** The original and our text side by side; one below the other where there is no room. */
export function PortTexts({ language, original, query }: PortTextsProps): ReactElement {
  const originalTitle = i18n.translate('stagingWatch.port.originalTitle', { defaultMessage: 'Original: {language}', values: { language: portLanguageLabel(language) } });
  const oursTitle = i18n.translate('stagingWatch.port.oursTitle', { defaultMessage: 'Ours' });
  return (
    <EuiFlexGroup gutterSize="m" wrap data-test-subj="stagingWatchPortTexts">
      <EuiFlexItem css={{ minInlineSize: 280 }}>
        <EuiTitle size="xxs">
          <h3>{originalTitle}</h3>
        </EuiTitle>
        <EuiText size="xs">
          <p>
            <FormattedMessage id="stagingWatch.port.documentDescription" defaultMessage="{document}, lines {lines}. {hasLicence, select, yes {Licence: {licence}.} other {The document names no licence.}}" values={{ document: original.document, lines: original.lines, hasLicence: original.licence === undefined ? 'no' : 'yes', licence: original.licence ?? '' }} />
          </p>
        </EuiText>
        <EuiSpacer size="xs" />
        <CodeText text={original.text} label={originalTitle} data-test-subj="stagingWatchPortOriginal" />
      </EuiFlexItem>
      <EuiFlexItem css={{ minInlineSize: 280 }}>
        <EuiTitle size="xxs">
          <h3>{oursTitle}</h3>
        </EuiTitle>
        <EuiText size="xs">
          <p>
            <FormattedMessage id="stagingWatch.port.oursDescription" defaultMessage="The text that is installed." />
          </p>
        </EuiText>
        <EuiSpacer size="xs" />
        <CodeText text={query} label={oursTitle} data-test-subj="stagingWatchPortOurs" />
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}
