import { EuiCallOut, EuiIcon, EuiSpacer, EuiText, useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { Fragment, useMemo, type ReactElement } from 'react';
import type { Episode, Explanation, StagingEvent } from '../../../common/detection';
import { gapMs } from '../alert_sentence';
import { joinStrengthLabel } from '../badges';
import { formatDuration } from '../time';
import { notExplainedWords } from './not_explained_words';
import { SequencePanelEvent } from './sequence_panel_event';
import { sequencePanelStyles } from './sequence_panel.styles';

/** What the panel needs to write times as the user wants them. */
export interface SequenceDates {
  absolute(iso: string): string;
  full(iso: string): string;
}

export interface SequencePanelProps {
  readonly episode: Pick<Episode, 'events' | 'missingEvents' | 'joinStrength'>;
  readonly explanation: Explanation;
  readonly dates: SequenceDates;
}

/** The whole sequence: every event explained to the character, and how far apart they are. Reading order is order of position. */
export function SequencePanel({ episode, explanation, dates }: SequencePanelProps): ReactElement {
  const theme = useEuiTheme();
  const styles = useMemo(() => sequencePanelStyles(theme), [theme]);
  const explained = explanation.kind === 'explained' ? explanation : undefined;
  return (
    <div data-test-subj="stagingWatchSequence">
      {explanation.kind === 'not_explained' && <NotExplained explanation={explanation} />}
      {episode.missingEvents > 0 && <MissingEvents count={episode.missingEvents} />}
      {episode.events.map((event, index) => {
        const previous = episode.events[index - 1];
        return (
          <Fragment key={`${event.index}/${event.id}`}>
            {previous !== undefined && <Gap from={previous} to={event} episode={episode} maxSpanMs={explained?.maxSpanMs} styles={styles} />}
            <SequencePanelEvent event={event} explanation={explained?.events.find(({ position }) => position === event.position)} dates={dates} styles={styles} />
          </Fragment>
        );
      })}
    </div>
  );
}

interface GapProps {
  readonly from: StagingEvent;
  readonly to: StagingEvent;
  readonly episode: Pick<Episode, 'events' | 'missingEvents' | 'joinStrength'>;
  readonly maxSpanMs: number | undefined;
  readonly styles: ReturnType<typeof sequencePanelStyles>;
}

function Gap({ from, to, episode, maxSpanMs, styles }: GapProps): ReactElement {
  return (
    <div css={styles.sequencePanel__gap} data-test-subj="stagingWatchSequenceGap">
      <EuiIcon type="sortDown" aria-hidden={true} />
      <EuiText size="s">
        <p>
          <FormattedMessage
            id="stagingWatch.sequence.gapDescription"
            defaultMessage="{gap} later {hasLimit, select, yes {(at most {limit}) } other {}}{hasJoin, select, yes {· {join}} other {}}"
            values={{
              gap: <strong>{formatDuration(gapMs(from, to))}</strong>,
              hasLimit: maxSpanMs === undefined ? 'no' : 'yes',
              limit: formatDuration(maxSpanMs ?? 0),
              hasJoin: episode.joinStrength === undefined ? 'no' : 'yes',
              join: episode.joinStrength === undefined ? '' : joinStrengthLabel(episode.joinStrength),
            }}
          />
        </p>
      </EuiText>
    </div>
  );
}

function NotExplained({ explanation }: { readonly explanation: Extract<Explanation, { kind: 'not_explained' }> }): ReactElement {
  return (
    <>
      <EuiCallOut
        size="s"
        color="warning"
        iconType="warning"
        title={i18n.translate('stagingWatch.sequence.notExplainedTitle', { defaultMessage: 'What matched cannot be marked' })}
        data-test-subj={`stagingWatchNotExplained-${explanation.problem}`}
      >
        <p>{notExplainedWords(explanation.problem)}</p>
        {explanation.detail !== undefined && <p>{explanation.detail}</p>}
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

function MissingEvents({ count }: { readonly count: number }): ReactElement {
  return (
    <>
      <EuiCallOut
        size="s"
        color="warning"
        iconType="warning"
        title={i18n.translate('stagingWatch.sequence.missingEventsTitle', { defaultMessage: '{count, plural, one {# event} other {# events}} of this alert {count, plural, one {is} other {are}} not stored any more', values: { count } })}
        data-test-subj="stagingWatchMissingEvents"
      />
      <EuiSpacer size="m" />
    </>
  );
}
