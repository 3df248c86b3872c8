import { EuiPanel, EuiText, EuiTitle } from '@elastic/eui';
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
  const account = user.name === undefined ? undefined : user.domain === undefined ? user.name : `${user.domain}\\${user.name}`;
  const processWords = process?.name === undefined ? undefined : process.pid === undefined ? process.name : i18n.translate('stagingWatch.sequence.processWithIdLabel', { defaultMessage: '{name} (pid {pid})', values: { name: process.name, pid: process.pid } });
  return (
    <EuiText size="s">
      <dl css={styles.sequencePanel__facts}>
        <Fact label={i18n.translate('stagingWatch.sequence.occurredLabel', { defaultMessage: 'Occurred' })}>
          <EventTime at={event.occurredAt} shown={dates.absolute(event.occurredAt)} full={dates.full(event.occurredAt)} />
        </Fact>
        {event.ingestedAt !== undefined && (
          <Fact label={i18n.translate('stagingWatch.sequence.ingestedLabel', { defaultMessage: 'Ingested' })}>
            <FormattedMessage
              id="stagingWatch.sequence.ingestedDescription"
              defaultMessage="{date} ({lag} later)"
              values={{ date: dates.absolute(event.ingestedAt), lag: formatDuration(Date.parse(event.ingestedAt) - Date.parse(event.occurredAt)) }}
            />
          </Fact>
        )}
        <TextFact label={i18n.translate('stagingWatch.sequence.actionLabel', { defaultMessage: 'Action' })} text={event.action} />
        <TextFact label={i18n.translate('stagingWatch.sequence.userLabel', { defaultMessage: 'User' })} text={account} />
        <TextFact label={i18n.translate('stagingWatch.sequence.processLabel', { defaultMessage: 'Process' })} text={processWords} />
        <TextFact label={i18n.translate('stagingWatch.sequence.parentLabel', { defaultMessage: 'Parent' })} text={process?.parent?.name} />
      </dl>
    </EuiText>
  );
}

function TextFact({ label, text }: { readonly label: string; readonly text: string | undefined }): ReactElement | null {
  return text === undefined ? null : (
    <Fact label={label}>
      <HostileText text={text} />
    </Fact>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
