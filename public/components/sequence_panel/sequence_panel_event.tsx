import { EuiPanel, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import type { EventExplanation, StagingEvent } from '../../../common/detection';
import { HostileText } from '../hostile_text';
import { EventTime, formatDuration } from '../time';
import { CaptionList } from './caption_list';
import { eventTexts } from './event_texts';
import { categoryLabel } from './field_label';
import { RecordedTexts } from './recorded_texts';
import type { SequenceDates } from './sequence_panel';
import type { sequencePanelStyles } from './sequence_panel.styles';

export interface SequencePanelEventProps {
  readonly event: StagingEvent;
  readonly explanation: EventExplanation | undefined;
  readonly dates: SequenceDates;
  readonly styles: ReturnType<typeof sequencePanelStyles>;
}

/** One event: what it was, when, by whom, its texts with the matched characters marked, and why it matched. */
export function SequencePanelEvent({ event, explanation, dates, styles }: SequencePanelEventProps): ReactElement {
  const { texts, unplaced } = useMemo(() => eventTexts(event, explanation), [event, explanation]);
  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize="m" data-test-subj={`stagingWatchSequenceEvent-${event.position}`}>
      <EuiTitle size="xs">
        <h3>
          <FormattedMessage id="stagingWatch.sequence.eventTitle" defaultMessage="Event {position, number} · {category}" values={{ position: event.position, category: categoryLabel(event.category) }} />
        </h3>
      </EuiTitle>
      <Facts event={event} dates={dates} styles={styles} />
      <RecordedTexts position={event.position} texts={texts} styles={styles} />
      {explanation !== undefined && <CaptionList explanation={explanation} unplaced={unplaced} />}
    </EuiPanel>
  );
}

function Facts({ event, dates, styles }: Omit<SequencePanelEventProps, 'explanation'>): ReactElement {
  const { process, user } = event;
  const account = user.name === undefined || user.domain === undefined ? user.name : `${user.domain}\\${user.name}`;
  const program = process?.executable ?? process?.name;
  const fact = (label: string, children: ReactNode): ReactElement => (
    <div css={styles.sequencePanel__fact}>
      <dt css={styles.sequencePanel__factName}>{label}</dt>
      <dd css={styles.sequencePanel__factValue}>{children}</dd>
    </div>
  );
  const textFact = (label: string, text: string | undefined): ReactElement | null => (text === undefined ? null : fact(label, <HostileText text={text} maxCharacters={1_000} />));
  return (
    <dl css={styles.sequencePanel__facts}>
      {fact(i18n.translate('stagingWatch.sequence.occurredLabel', { defaultMessage: 'Occurred' }), <EventTime at={event.occurredAt} shown={dates.absolute(event.occurredAt)} full={dates.full(event.occurredAt)} />)}
      {event.ingestedAt !== undefined && fact(i18n.translate('stagingWatch.sequence.ingestedLabel', { defaultMessage: 'Ingested' }), <Ingested at={event.ingestedAt} occurredAt={event.occurredAt} dates={dates} />)}
      {textFact(i18n.translate('stagingWatch.sequence.userLabel', { defaultMessage: 'User' }), account)}
      {textFact(i18n.translate('stagingWatch.sequence.actionLabel', { defaultMessage: 'Action' }), event.action)}
      {textFact(
        i18n.translate('stagingWatch.sequence.processLabel', { defaultMessage: 'Process' }),
        program === undefined || process?.pid === undefined ? program : i18n.translate('stagingWatch.sequence.processWithIdLabel', { defaultMessage: '{name} (pid {pid})', values: { name: program, pid: String(process.pid) } })
      )}
      {textFact(i18n.translate('stagingWatch.sequence.parentLabel', { defaultMessage: 'Parent' }), process?.parent?.executable ?? process?.parent?.name)}
    </dl>
  );
}

function Ingested({ at, occurredAt, dates }: { readonly at: string; readonly occurredAt: string; readonly dates: SequenceDates }): ReactElement {
  const lag = formatDuration(Date.parse(at) - Date.parse(occurredAt));
  return (
    <EventTime
      at={at}
      shown={i18n.translate('stagingWatch.sequence.ingestedDescription', { defaultMessage: '{lag} later', values: { lag } })}
      full={dates.full(at)}
    />
  );
}
