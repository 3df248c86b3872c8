import { EuiButton, EuiEmptyPrompt, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { useState, type ReactElement } from 'react';
import { HostileText, toVisibleText } from '../../components/hostile_text';
import { PageFrame } from '../../components/page_frame';
import { FailurePrompt, LoadingRows, NoPrivilegePrompt, PartialCallout, PromptBody } from '../../components/page_states';
import { useGetHostTimeline, type HostTimeline } from '../../data';
import { hostTimelineUrl, useAppLink, useDates, useNotice, usePageTabs, usePageTitle, usePermissions, useUrlState, type ChangeUrlState, type UrlState } from '../../services';
import { TimelineCallouts } from './timeline_callouts';
import { TimelineControls } from './timeline_controls';
import { TimelineList } from './timeline_list';

export type TimelineState = UrlState<typeof hostTimelineUrl>;

/** One host around one moment: process, file, registry and alert rows in one order. */
export function HostTimelinePage(): ReactElement {
  return usePermissions().show ? <Timeline /> : <NoPrivilegePrompt />;
}

function Timeline(): ReactElement {
  const [state, change] = useUrlState(hostTimelineUrl);
  const hostName = state.name ?? state.id;
  const hosts = i18n.translate('stagingWatch.timeline.hostsBreadcrumb', { defaultMessage: 'Hosts' });
  const none = i18n.translate('stagingWatch.timeline.noHostTitle', { defaultMessage: 'No host is named' });
  usePageTitle({ text: hosts, path: '/hosts' }, { text: hostName === undefined ? none : toVisibleText(hostName) });
  const notice = useNotice();
  const tabs = usePageTabs('hosts');
  const title = hostName === undefined ? none : <FormattedMessage id="stagingWatch.timeline.title" defaultMessage="Host {host}" values={{ host: <HostileText text={hostName} maxCharacters={120} /> }} />;
  return (
    <PageFrame name="HostTimeline" title={title} tabs={tabs} notice={notice}>
      {hostName === undefined ? <NoHost /> : <TimelineOfHost state={state} onChange={change} />}
    </PageFrame>
  );
}

function TimelineOfHost({ state, onChange }: { readonly state: TimelineState; readonly onChange: ChangeUrlState<TimelineState> }): ReactElement {
  // Without a moment in the URL it is the moment of opening, and stays so.
  const [openedAt] = useState(() => new Date().toISOString());
  const at = state.at ?? openedAt;
  const query = { hostId: state.id, hostName: state.name, at, spanMinutes: Number(state.span), fold: state.fold };
  const timeline = useGetHostTimeline(query, { enabled: true });
  return (
    <>
      <TimelineControls state={state} at={at} os={timeline.data?.host.os} onChange={onChange} />
      <EuiSpacer size="m" />
      {timeline.data !== undefined ? (
        <LoadedTimeline timeline={timeline.data} state={state} at={at} onChange={onChange} />
      ) : timeline.isError ? (
        <FailurePrompt failure={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : (
        <LoadingRows lines={10} />
      )}
    </>
  );
}

interface LoadedTimelineProps {
  readonly timeline: HostTimeline;
  readonly state: TimelineState;
  readonly at: string;
  readonly onChange: ChangeUrlState<TimelineState>;
}

function LoadedTimeline({ timeline, state, at, onChange }: LoadedTimelineProps): ReactElement {
  return (
    <>
      {timeline.partial !== undefined && <PartialCallout partial={timeline.partial} />}
      <TimelineCallouts timeline={timeline} />
      {timeline.rows.length === 0 ? (
        <NothingInRange lastEventAt={timeline.lastEventAt} onJump={(lastEventAt) => onChange({ at: lastEventAt, focus: undefined }, 'push')} />
      ) : (
        <TimelineList key={`${at} ${state.span} ${state.fold}`} timeline={timeline} state={state} at={at} />
      )}
    </>
  );
}

function NothingInRange({ lastEventAt, onJump }: { readonly lastEventAt: string | undefined; readonly onJump: (at: string) => void }): ReactElement {
  const dates = useDates();
  return (
    <EuiEmptyPrompt
      iconType="clock"
      titleSize="s"
      title={
        <h2>
          <FormattedMessage id="stagingWatch.timeline.emptyTitle" defaultMessage="This host sent nothing in these minutes" />
        </h2>
      }
      body={
        <PromptBody><p>
          {lastEventAt === undefined ? (
            <FormattedMessage id="stagingWatch.timeline.emptyNothingBeforeDescription" defaultMessage="There is no earlier event of it either. Widen the range or go to another moment." />
          ) : (
            <FormattedMessage id="stagingWatch.timeline.emptyDescription" defaultMessage="Its last event before was {when}." values={{ when: dates.absolute(lastEventAt) }} />
          )}
        </p></PromptBody>
      }
      actions={
        lastEventAt === undefined ? undefined : (
          <EuiButton onClick={() => onJump(lastEventAt)} data-test-subj="stagingWatchJumpToLastEvent">
            <FormattedMessage id="stagingWatch.timeline.jumpButtonLabel" defaultMessage="Jump to last event" />
          </EuiButton>
        )
      }
      data-test-subj="stagingWatchTimelineEmpty"
    />
  );
}

function NoHost(): ReactElement {
  const appLink = useAppLink();
  return (
    <EuiEmptyPrompt
      iconType="storage"
      titleSize="s"
      title={
        <h2>
          <FormattedMessage id="stagingWatch.timeline.noHostPromptTitle" defaultMessage="The link names no host" />
        </h2>
      }
      actions={
        <EuiButton {...appLink('/hosts')} data-test-subj="stagingWatchViewHosts">
          <FormattedMessage id="stagingWatch.timeline.viewHostsButtonLabel" defaultMessage="View hosts" />
        </EuiButton>
      }
      data-test-subj="stagingWatchTimelineNoHost"
    />
  );
}
