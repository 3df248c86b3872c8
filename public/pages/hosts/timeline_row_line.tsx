import { EuiBadge, EuiButtonIcon, EuiIcon, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { TimelineRow } from '../../../common/timeline';
import { HostileText } from '../../components/hostile_text';
import { EventTime, formatDuration } from '../../components/time';
import { useDates } from '../../services';
import { laneIcon, laneLabel } from './lane_label';
import { RowSentence } from './row_sentence';
import type { TimelineItem } from './timeline_items';
import type { timelineListStyles } from './timeline_list.styles';

/** Events that come in later than this are marked: what one sees of that moment was not complete for so long. */
const lateMs = 60_000;
/** A command line is cut here; the alert shows it in full. */
const mostCharacters = 400;

export interface TimelineRowLineProps {
  readonly item: Extract<TimelineItem, { kind: 'row' }>;
  readonly styles: ReturnType<typeof timelineListStyles>;
  readonly isOpening: boolean;
  readonly onToggle: () => void;
}

/** One row: when, which lane, what happened; a fold can be opened. */
export function TimelineRowLine({ item, styles, isOpening, onToggle }: TimelineRowLineProps): ReactElement {
  const { row, inFold, isFocused } = item;
  return (
    <div css={[styles.timelineRow, inFold && styles.timelineRow__inFold, isFocused && styles.timelineRow__focused]} aria-current={isFocused ? 'true' : undefined} data-test-subj={isFocused ? 'stagingWatchTimelineRow stagingWatchTimelineFocus' : 'stagingWatchTimelineRow'}>
      <RowTime row={row} styles={styles} />
      <div css={styles.timelineRow__lane}>
        <EuiIcon type={laneIcon[row.lane]} color={row.lane === 'alert' ? 'warning' : 'subdued'} aria-hidden={true} />
        <span>{laneLabel(row.lane)}</span>
      </div>
      <div>
        <div css={styles.timelineRow__sentence}>
          {row.count > 1 && <FoldButton item={item} isOpening={isOpening} onToggle={onToggle} />}
          <div>
            <RowSentence row={row} />
          </div>
        </div>
        {row.process?.commandLine !== undefined && row.lane === 'process' && (
          <code css={styles.timelineRow__command}>
            <HostileText text={row.process.commandLine} maxCharacters={mostCharacters} />
          </code>
        )}
      </div>
    </div>
  );
}

function RowTime({ row, styles }: Pick<TimelineRowLineProps, 'styles'> & { readonly row: TimelineRow }): ReactElement {
  const dates = useDates();
  const ingested = row.ingestedAt === undefined ? '' : i18n.translate('stagingWatch.timeline.ingestedTooltip', { defaultMessage: 'Ingested: {when}', values: { when: dates.absolute(row.ingestedAt) } });
  return (
    <div css={styles.timelineRow__time}>
      <EventTime at={row.occurredAt} shown={dates.timeOfDay(row.occurredAt)} full={[dates.full(row.occurredAt), ingested].filter((text) => text !== '').join('. ')} />
      {row.lane !== 'alert' && row.lagMs !== undefined && row.lagMs > lateMs && (
        <div>
          <EuiToolTip content={ingested}>
            <EuiBadge color="warning" tabIndex={0} data-test-subj="stagingWatchLagBadge">
              {i18n.translate('stagingWatch.timeline.lagLabel', { defaultMessage: '{lag} late', values: { lag: formatDuration(row.lagMs) } })}
            </EuiBadge>
          </EuiToolTip>
        </div>
      )}
    </div>
  );
}

function FoldButton({ item: { row, isOpen }, isOpening, onToggle }: Pick<TimelineRowLineProps, 'item' | 'isOpening' | 'onToggle'>): ReactElement {
  return (
    <EuiButtonIcon
      size="xs"
      iconType={isOpen ? 'arrowDown' : 'arrowRight'}
      isLoading={isOpen && isOpening}
      onClick={onToggle}
      aria-expanded={isOpen}
      aria-label={i18n.translate('stagingWatch.timeline.foldAriaLabel', { defaultMessage: 'Single events of this row ({count, number})', values: { count: row.count } })}
      data-test-subj="stagingWatchTimelineFold"
    />
  );
}
