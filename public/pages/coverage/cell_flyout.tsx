import { EuiBasicTable, EuiDescriptionList, EuiFlyout, EuiFlyoutBody, EuiFlyoutHeader, EuiHealth, EuiSpacer, EuiText, EuiTitle, useGeneratedHtmlId } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { HostileText } from '../../components/hostile_text';
import { FailurePrompt, LoadingRows } from '../../components/page_states';
import { RuleQuery, SequencePanel } from '../../components/sequence_panel';
import { styleLabel } from '../../components/event_style';
import { useGetCoverageCell, type CoverageCellDetail, type CoverageCellPlace } from '../../data';
import { useDates } from '../../services';
import { NearMissWords } from './near_miss_words';
import { verdictLabel, whyText } from './verdict_words';

type CellEvent = CoverageCellDetail['events'][number];

/** One cell: what was replayed, what the rule said, and why. */
export function CellFlyout({ place, onClose }: { readonly place: CoverageCellPlace; readonly onClose: () => void }): ReactElement {
  const titleId = useGeneratedHtmlId({ prefix: 'stagingWatchCellFlyout' });
  const cell = useGetCoverageCell(place);
  return (
    <EuiFlyout onClose={onClose} ownFocus={false} size="m" aria-labelledby={titleId} data-test-subj="stagingWatchCellFlyout">
      <EuiFlyoutHeader hasBorder>
        <EuiTitle size="s">
          <h2 id={titleId}>
            {cell.data === undefined ? i18n.translate('stagingWatch.cellFlyout.title', { defaultMessage: '{test} · {style}', values: { test: place.testId, style: styleLabel(place.style) } }) : `${cell.data.test.testId} ${cell.data.test.title} · ${styleLabel(place.style)}`}
          </h2>
        </EuiTitle>
      </EuiFlyoutHeader>
      <EuiFlyoutBody>{cell.data !== undefined ? <Detail detail={cell.data} /> : cell.isError ? <FailurePrompt failure={cell.error} onRetry={() => void cell.refetch()} /> : <LoadingRows />}</EuiFlyoutBody>
    </EuiFlyout>
  );
}

function Detail({ detail }: { readonly detail: CoverageCellDetail }): ReactElement {
  const dates = useDates();
  const { rule, result, events, alerts, explanation, nearMiss, query, corpusHash } = detail;
  const why = whyText(result);
  const [firstAlert = []] = alerts;
  const alerted = firstAlert.flatMap((position, index) => events.filter((event) => event.position === position).map((event) => ({ ...event, position: index + 1 })));
  return (
    <>
      <EuiText size="s">
        <p data-test-subj="stagingWatchCellVerdict">
          <strong>{verdictLabel(result.verdict)}</strong> {i18n.translate('stagingWatch.cellFlyout.byRuleLabel', { defaultMessage: 'by {rule}', values: { rule: rule.name } })}
        </p>
        {why !== undefined && <p>{why}</p>}
      </EuiText>
      <EuiSpacer size="m" />
      {explanation !== undefined && alerted.length > 0 && <SequencePanel episode={{ events: alerted, missingEvents: 0 }} explanation={explanation} dates={dates} />}
      {nearMiss !== undefined && <NearMissWords nearMiss={nearMiss} />}
      <EuiSpacer size="m" />
      <Events events={events} alerted={new Set(alerts.flat())} />
      <EuiSpacer size="m" />
      {query !== '' && <RuleQuery id="stagingWatchCellQuery" query={query} />}
      <EuiSpacer size="m" />
      <EuiDescriptionList
        compressed
        type="column"
        listItems={[
          { title: i18n.translate('stagingWatch.cellFlyout.ranAtLabel', { defaultMessage: 'Ran' }), description: result.ranAt === '' ? i18n.translate('stagingWatch.cellFlyout.neverLabel', { defaultMessage: 'never' }) : dates.absolute(result.ranAt) },
          { title: i18n.translate('stagingWatch.cellFlyout.ruleHashLabel', { defaultMessage: 'Rule hash' }), description: rule.ruleHash },
          { title: i18n.translate('stagingWatch.cellFlyout.corpusHashLabel', { defaultMessage: 'Corpus hash' }), description: corpusHash },
        ]}
      />
    </>
  );
}

function Events({ events, alerted }: { readonly events: CoverageCellDetail['events']; readonly alerted: ReadonlySet<number> }): ReactElement {
  const areAlerts = events.some(({ alertOf }) => alertOf !== undefined);
  const caption = areAlerts
    ? i18n.translate('stagingWatch.cellFlyout.alertsTitle', { defaultMessage: 'Alerts read: those of the other rules on the same test' })
    : i18n.translate('stagingWatch.cellFlyout.eventsTitle', { defaultMessage: 'Events replayed' });
  return (
    <>
      <EuiTitle size="xs">
        <h3>{caption}</h3>
      </EuiTitle>
      <EuiBasicTable<CellEvent>
        items={[...events]}
        tableCaption={caption}
        columns={[
          { name: i18n.translate('stagingWatch.cellFlyout.positionColumnTitle', { defaultMessage: 'No.' }), width: '60px', render: ({ position }: CellEvent) => position },
          { name: i18n.translate('stagingWatch.cellFlyout.eventColumnTitle', { defaultMessage: 'Event' }), render: (event: CellEvent) => <EventText event={event} /> },
          {
            name: i18n.translate('stagingWatch.cellFlyout.alertedColumnTitle', { defaultMessage: 'In an alert' }),
            width: '110px',
            render: ({ position }: CellEvent) =>
              alerted.has(position) ? (
                <EuiHealth color="primary">
                  <FormattedMessage id="stagingWatch.cellFlyout.inAlertLabel" defaultMessage="Yes" />
                </EuiHealth>
              ) : (
                <FormattedMessage id="stagingWatch.cellFlyout.notInAlertLabel" defaultMessage="No" />
              ),
          },
        ]}
      />
    </>
  );
}

/** What the event is about, in the words of its category. */
function EventText({ event }: { readonly event: CellEvent }): ReactElement {
  const text = event.file?.path ?? event.registry?.path ?? event.process?.commandLine ?? event.process?.executable ?? '';
  const process = event.process?.name ?? '';
  return (
    <span>
      {event.alertOf !== undefined && (
        <>
          <FormattedMessage id="stagingWatch.cellFlyout.alertOfLabel" defaultMessage="Alert of {rule}" values={{ rule: <strong><HostileText text={event.alertOf} /></strong> }} />
          {' · '}
        </>
      )}
      {event.category}
      {event.action === undefined ? '' : ` ${event.action}`}
      {process === '' ? null : (
        <>
          {' '}
          <strong>
            <HostileText text={process} />
          </strong>
        </>
      )}{' '}
      <HostileText text={text} />
    </span>
  );
}
