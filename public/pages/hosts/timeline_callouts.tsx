import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { HostTimeline } from '../../data';
import { laneLabel } from './lane_label';

/** What the list does not show, and why: no file events is not the same as no files. */
export function TimelineCallouts({ timeline }: { readonly timeline: HostTimeline }): ReactElement {
  return (
    <>
      {timeline.shownEvents < timeline.totalEvents && (
        <>
          <EuiCallOut
            size="s"
            color="warning"
            iconType="warning"
            title={i18n.translate('stagingWatch.timeline.cappedTitle', {
              defaultMessage: 'Showing the {shown, number} events nearest to the moment, of {total, number}. Narrow the range to see the rest.',
              values: { shown: timeline.shownEvents, total: timeline.totalEvents },
            })}
            data-test-subj="stagingWatchTimelineCapped"
          />
          <EuiSpacer size="s" />
        </>
      )}
      {timeline.alertsMissing !== undefined && (
        <>
          <EuiCallOut
            size="s"
            color="warning"
            iconType="warning"
            title={
              timeline.alertsMissing === 'forbidden'
                ? i18n.translate('stagingWatch.timeline.alertsForbiddenTitle', { defaultMessage: 'Only events are shown: you have no right to read the alerts of this space' })
                : i18n.translate('stagingWatch.timeline.alertsCappedTitle', { defaultMessage: 'There are more alerts than can be shown here. Narrow the range to see the rest.' })
            }
            data-test-subj="stagingWatchTimelineAlertsMissing"
          />
          <EuiSpacer size="s" />
        </>
      )}
      {timeline.blindLanes.length > 0 && (
        <>
          <EuiCallOut
            size="s"
            color="warning"
            iconType="eyeClosed"
            title={i18n.translate('stagingWatch.timeline.blindTitle', {
              defaultMessage: 'Blind, not quiet: nothing was sent by this host in 30 days about {lanes}',
              values: { lanes: timeline.blindLanes.map(laneLabel).join(', ') },
            })}
            data-test-subj="stagingWatchTimelineBlind"
          />
          <EuiSpacer size="s" />
        </>
      )}
    </>
  );
}
