import { EuiButtonEmpty, EuiButtonGroup, EuiFlexGroup, EuiFlexItem, EuiSpacer, EuiSwitch, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { HostileText } from '../../components/hostile_text';
import { EventTime } from '../../components/time';
import { useDates, type ChangeUrlState } from '../../services';
import type { TimelineState } from './host_timeline_page';
import { laneLabel } from './lane_label';

const lanes = ['process', 'file', 'registry', 'alert'] as const;
const spans = ['5', '15', '60'] as const;

export interface TimelineControlsProps {
  readonly state: TimelineState;
  /** The moment in the middle. */
  readonly at: string;
  readonly os: string | undefined;
  readonly onChange: ChangeUrlState<TimelineState>;
}

/** The moment, how far around it, which lanes, and whether repeats are folded. */
export function TimelineControls({ state, at, os, onChange }: TimelineControlsProps): ReactElement {
  const dates = useDates();
  const move = (direction: 1 | -1): void => onChange({ at: new Date(Date.parse(at) + direction * Number(state.span) * 60_000).toISOString() }, 'push');
  return (
    <>
      <EuiText size="s">
        <p>
          <FormattedMessage
            id="stagingWatch.timeline.momentDescription"
            defaultMessage="{span} minutes before and after {when} {hasOs, select, yes {· {os}} other {}}"
            values={{ span: state.span, when: <EventTime at={at} shown={dates.absolute(at)} full={dates.full(at)} data-test-subj="stagingWatchTimelineMoment" />, hasOs: os === undefined ? 'no' : 'yes', os: <HostileText text={os ?? ''} maxCharacters={80} /> }}
          />
        </p>
      </EuiText>
      <EuiSpacer size="s" />
      <EuiFlexGroup alignItems="center" gutterSize="m" wrap responsive={false}>
        <EuiFlexItem grow={false}>
          <EuiButtonGroup
            legend={i18n.translate('stagingWatch.timeline.spanLegend', { defaultMessage: 'Minutes around the moment' })}
            options={spans.map((span) => ({ id: `stagingWatchSpan-${span}`, label: i18n.translate('stagingWatch.timeline.spanLabel', { defaultMessage: '±{minutes} m', values: { minutes: span } }), 'data-test-subj': `stagingWatchSpan-${span}` }))}
            idSelected={`stagingWatchSpan-${state.span}`}
            onChange={(id) => onChange({ span: spans.find((span) => id === `stagingWatchSpan-${span}`) ?? '15' }, 'push')}
            buttonSize="compressed"
          />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiFlexGroup gutterSize="xs" responsive={false}>
            <EuiButtonEmpty size="s" iconType="arrowLeft" onClick={() => move(-1)} data-test-subj="stagingWatchEarlier">
              <FormattedMessage id="stagingWatch.timeline.earlierButtonLabel" defaultMessage="Earlier" />
            </EuiButtonEmpty>
            <EuiButtonEmpty size="s" iconType="arrowRight" iconSide="right" onClick={() => move(1)} data-test-subj="stagingWatchLater">
              <FormattedMessage id="stagingWatch.timeline.laterButtonLabel" defaultMessage="Later" />
            </EuiButtonEmpty>
          </EuiFlexGroup>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiButtonGroup
            type="multi"
            legend={i18n.translate('stagingWatch.timeline.lanesLegend', { defaultMessage: 'Shown lanes' })}
            options={lanes.map((lane) => ({ id: lane, label: laneLabel(lane), 'data-test-subj': `stagingWatchLane-${lane}` }))}
            idToSelectedMap={Object.fromEntries(lanes.map((lane) => [lane, !state.without.includes(lane)]))}
            onChange={(id) => onChange({ without: lanes.filter((lane) => (lane === id) !== state.without.includes(lane)) })}
            buttonSize="compressed"
          />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiSwitch
            compressed
            label={i18n.translate('stagingWatch.timeline.foldLabel', { defaultMessage: 'Fold repeats' })}
            checked={state.fold === 'true'}
            onChange={() => onChange({ fold: state.fold === 'true' ? 'false' : 'true' })}
            data-test-subj="stagingWatchFold"
          />
        </EuiFlexItem>
      </EuiFlexGroup>
    </>
  );
}
