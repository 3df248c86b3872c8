import { EuiFlyout, EuiFlyoutBody, EuiFlyoutFooter, EuiFlyoutHeader, EuiSpacer, EuiTitle, useGeneratedHtmlId } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { AlertSentence } from '../../components/alert_sentence';
import { FailurePrompt, LoadingRows } from '../../components/page_states';
import { RuleQuery, SequencePanel } from '../../components/sequence_panel';
import { useGetAlert, type GotAlert } from '../../data';
import { useDates } from '../../services';
import { AlertFlyoutFooter } from './alert_flyout_footer';
import { AlertFlyoutFacts } from './alert_flyout_facts';
import { AlertFlyoutNavigation } from './alert_flyout_navigation';
import { CountedPanel } from './counted_panel';
import type { FlyoutNavigation } from './flyout_navigation';

export interface AlertFlyoutProps {
  readonly id: string;
  readonly navigation: FlyoutNavigation | undefined;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** One alert: what happened, both events with the matched characters, what to do. Does not block the list behind it. */
export function AlertFlyout({ id, navigation, onOpen, onClose }: AlertFlyoutProps): ReactElement {
  const titleId = useGeneratedHtmlId({ prefix: 'stagingWatchAlertFlyout' });
  const alert = useGetAlert(id);
  return (
    <EuiFlyout onClose={onClose} ownFocus={false} size="m" aria-labelledby={titleId} data-test-subj={`stagingWatchAlertFlyout-${id}`}>
      <EuiFlyoutHeader hasBorder>
        {navigation !== undefined && <AlertFlyoutNavigation navigation={navigation} onOpen={onOpen} />}
        <EuiTitle size="s">
          <h2 id={titleId}>{alert.data === undefined ? <FormattedMessage id="stagingWatch.alertFlyout.loadingTitle" defaultMessage="Alert" /> : <AlertSentence episode={alert.data.alert} />}</h2>
        </EuiTitle>
        {alert.data !== undefined && <AlertFlyoutFacts episode={alert.data.alert} />}
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        {alert.data !== undefined ? <Explained got={alert.data} /> : alert.isError ? <FailurePrompt failure={alert.error} onRetry={() => void alert.refetch()} /> : <LoadingRows lines={10} />}
      </EuiFlyoutBody>
      {alert.data !== undefined && (
        <EuiFlyoutFooter>
          <AlertFlyoutFooter episode={alert.data.alert} onClose={onClose} />
        </EuiFlyoutFooter>
      )}
    </EuiFlyout>
  );
}

function Explained({ got: { alert, explanation } }: { readonly got: GotAlert }): ReactElement {
  const dates = useDates();
  if (alert.counted !== undefined) return <CountedPanel counted={alert.counted} />;
  return (
    <>
      <SequencePanel episode={alert} explanation={explanation} dates={dates} />
      {explanation.kind === 'explained' && (
        <>
          <EuiSpacer size="m" />
          <RuleQuery id="stagingWatchAlertRuleQuery" query={explanation.query} spans={explanation.events.flatMap(({ predicates }) => predicates.map(({ location }) => location))} />
        </>
      )}
    </>
  );
}
