import { EuiBadge, EuiButtonEmpty, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RulePort } from '../../../common/api';
import { PortDeviations, PortTexts, portVerdictLabel } from '../../components/port_notes';
import { coveragePath, useAppLink } from '../../services';

/** Where the rule comes from: both texts, what differs and why, and on which tests the two decide otherwise. */
export function RulePortNotes({ port, query }: { readonly port: RulePort; readonly query: string }): ReactElement {
  const appLink = useAppLink();
  return (
    <div data-test-subj="stagingWatchPortNotes">
      <PortTexts language={port.language} original={port.original} query={query} />
      <EuiSpacer size="m" />
      <EuiTitle size="xxs">
        <h3>
          <FormattedMessage id="stagingWatch.ruleFlyout.deviationsTitle" defaultMessage="What ours does otherwise" />
        </h3>
      </EuiTitle>
      <PortDeviations deviations={port.deviations} />
      <EuiSpacer size="m" />
      <EuiTitle size="xxs">
        <h3>
          <FormattedMessage id="stagingWatch.ruleFlyout.verdictDifferencesTitle" defaultMessage="Tests on which the two decide otherwise" />
        </h3>
      </EuiTitle>
      <EuiText size="s">
        {port.verdictDifferences.length === 0 ? (
          <p>
            <FormattedMessage id="stagingWatch.ruleFlyout.noDifferencesDescription" defaultMessage="None." />
          </p>
        ) : (
          <ul>
            {port.verdictDifferences.map(({ test, original, ours, why }) => (
              <li key={test} data-test-subj={`stagingWatchVerdictDifference-${test}`}>
                <strong>{test}</strong>{' '}
                <EuiBadge color="hollow">
                  <FormattedMessage id="stagingWatch.ruleFlyout.verdictDifferenceLabel" defaultMessage="original: {original}, ours: {ours}" values={{ original: portVerdictLabel(original), ours: portVerdictLabel(ours) }} />
                </EuiBadge>{' '}
                {why}
              </li>
            ))}
          </ul>
        )}
      </EuiText>
      <EuiButtonEmpty {...appLink(coveragePath({ tab: 'ports' }))} size="s" flush="left" iconType="inspect" data-test-subj="stagingWatchPortCoverageLink">
        <FormattedMessage id="stagingWatch.ruleFlyout.portCoverageButtonLabel" defaultMessage="Compare verdicts on Coverage" />
      </EuiButtonEmpty>
    </div>
  );
}
