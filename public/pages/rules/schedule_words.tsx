import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { RuleDetail } from '../../../common/api';
import { formatDuration } from '../../components/time';
import { scheduleSlack } from './schedule_slack';

type Schedule = RuleDetail['schedule'];

/** When the rule runs and how far it looks back, in a sentence; in the rule's own words where they cannot be counted. */
export function scheduleText({ interval, from, intervalMs, lookBackMs, maxSpanMs }: Schedule): string {
  if (intervalMs === undefined || lookBackMs === undefined) return i18n.translate('stagingWatch.ruleFlyout.rawScheduleDescription', { defaultMessage: 'every {interval}, from {from}', values: { interval, from } });
  const values = { interval: formatDuration(intervalMs), lookBack: formatDuration(lookBackMs) };
  return maxSpanMs === undefined
    ? i18n.translate('stagingWatch.ruleFlyout.scheduleDescription', { defaultMessage: 'every {interval}, over the last {lookBack}', values })
    : i18n.translate('stagingWatch.ruleFlyout.sequenceScheduleDescription', { defaultMessage: 'every {interval}, over the last {lookBack}; a sequence may take {maxSpan}', values: { ...values, maxSpan: formatDuration(maxSpanMs) } });
}

/** Says so where a run does not look back far enough. */
export function ScheduleFault({ schedule }: { readonly schedule: Schedule }): ReactElement | null {
  const slack = scheduleSlack(schedule);
  if (slack === undefined || slack.slackMs >= 0) return null;
  return (
    <>
      <EuiCallOut
        size="s"
        color="warning"
        iconType="warning"
        title={i18n.translate('stagingWatch.ruleFlyout.scheduleFaultTitle', { defaultMessage: 'Looks back too little: events between two runs are never seen together. It needs at least {needed}.', values: { needed: formatDuration(slack.neededMs) } })}
        data-test-subj="stagingWatchScheduleFault"
      />
      <EuiSpacer size="m" />
    </>
  );
}
