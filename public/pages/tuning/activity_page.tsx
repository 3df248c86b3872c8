import { EuiAccordion, EuiBadge, EuiComment, EuiCommentList, EuiEmptyPrompt, EuiFlexGroup, EuiFlexItem, EuiPagination, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { HostileText } from '../../components/hostile_text';
import { PageFrame } from '../../components/page_frame';
import { FailurePrompt, LoadingRows, NoPrivilegePrompt, PromptBody } from '../../components/page_states';
import { fieldLabel } from '../../components/sequence_panel';
import { EventTime } from '../../components/time';
import { useFindExclusionActivity, type ExclusionActivity } from '../../data';
import { tuningUrl, useDates, useNotice, usePageTabs, usePageTitle, usePermissions, useUrlState } from '../../services';
import { QueryChange } from './query_change';
import { TuningViews } from './tuning_views';

type Entry = ExclusionActivity['entries'][number];
const perPage = 25;

/** Who switched what, when and why. */
export function ActivityPage(): ReactElement {
  return usePermissions().show ? <Activity /> : <NoPrivilegePrompt />;
}

function Activity(): ReactElement {
  const title = i18n.translate('stagingWatch.activity.title', { defaultMessage: 'Exclusion activity' });
  usePageTitle({ text: i18n.translate('stagingWatch.activity.tuningBreadcrumb', { defaultMessage: 'Exclusions' }), path: '/tuning' }, { text: title });
  const [{ page }, change] = useUrlState(tuningUrl);
  const notice = useNotice();
  const tabs = usePageTabs('tuning');
  const activity = useFindExclusionActivity({ page, perPage });
  return (
    <PageFrame name="Activity" title={title} tabs={tabs} notice={notice}>
      <TuningViews selected="activity" />
      <EuiSpacer size="m" />
      {activity.data !== undefined ? (
        <Entries activity={activity.data} page={page} onPage={(wanted) => change({ page: wanted }, 'push')} />
      ) : activity.isError ? (
        <FailurePrompt failure={activity.error} onRetry={() => void activity.refetch()} />
      ) : (
        <LoadingRows />
      )}
    </PageFrame>
  );
}

function Entries({ activity, page, onPage }: { readonly activity: ExclusionActivity; readonly page: number; readonly onPage: (page: number) => void }): ReactElement {
  const pages = Math.ceil(activity.total / perPage);
  if (activity.entries.length === 0) return <NoActivity />;
  return (
    <>
      <EuiCommentList aria-label={i18n.translate('stagingWatch.activity.listAriaLabel', { defaultMessage: 'Changes of exclusions, newest first' })}>
        {activity.entries.map((entry) => (
          <ActivityEntry key={entry.id} entry={entry} />
        ))}
      </EuiCommentList>
      {pages > 1 && (
        <>
          <EuiSpacer size="m" />
          <EuiFlexGroup justifyContent="center" responsive={false}>
            <EuiFlexItem grow={false}>
              <EuiPagination aria-label={i18n.translate('stagingWatch.activity.pagesAriaLabel', { defaultMessage: 'Pages of activity' })} pageCount={pages} activePage={page - 1} onPageClick={(index) => onPage(index + 1)} />
            </EuiFlexItem>
          </EuiFlexGroup>
        </>
      )}
    </>
  );
}

function ActivityEntry({ entry }: { readonly entry: Entry }): ReactElement {
  const dates = useDates();
  return (
    <EuiComment
      username={<HostileText text={entry.by} />}
      timelineAvatar={entry.on ? 'eyeClosed' : 'eye'}
      timelineAvatarAriaLabel={entry.on ? i18n.translate('stagingWatch.activity.onAriaLabel', { defaultMessage: 'Turned on' }) : i18n.translate('stagingWatch.activity.offAriaLabel', { defaultMessage: 'Turned off' })}
      timestamp={<EventTime at={entry.at} shown={dates.relative(entry.at)} full={dates.full(entry.at)} />}
      event={
        <FormattedMessage
          id="stagingWatch.activity.entryDescription"
          defaultMessage="{on, select, true {turned on} other {turned off}} event {position, number}, {field} {value}"
          values={{ on: String(entry.on), position: entry.position, field: fieldLabel(entry.field), value: <HostileText text={entry.value} /> }}
        />
      }
      actions={<Outcome entry={entry} />}
      data-test-subj={`stagingWatchActivityEntry-${entry.id}`}
    >
      <EuiText size="s">
        <p>
          <HostileText text={entry.reason} />
        </p>
      </EuiText>
      {entry.queryBefore !== undefined && entry.queryAfter !== undefined && (
        <>
          <EuiSpacer size="s" />
          <EuiAccordion
            id={`stagingWatchActivityQuery-${entry.id}`}
            buttonContent={i18n.translate('stagingWatch.activity.queryButtonLabel', { defaultMessage: 'Query before and after' })}
          >
            <EuiSpacer size="s" />
            <QueryChange before={entry.queryBefore} after={entry.queryAfter} />
          </EuiAccordion>
        </>
      )}
    </EuiComment>
  );
}

function Outcome({ entry }: { readonly entry: Entry }): ReactElement | null {
  switch (entry.outcome) {
    case 'done':
      return null;
    case 'refused':
      return (
        <EuiBadge color="warning" data-test-subj="stagingWatchActivityRefused">
          {i18n.translate('stagingWatch.activity.refusedLabel', { defaultMessage: 'Refused: {why}', values: { why: refusedWords(entry.errorCode) } })}
        </EuiBadge>
      );
    case 'intended':
      return (
        <EuiBadge color="warning" data-test-subj="stagingWatchActivityIntended">
          {i18n.translate('stagingWatch.activity.intendedLabel', { defaultMessage: 'Begun, not finished' })}
        </EuiBadge>
      );
  }
}

function refusedWords(code: string | undefined): string {
  switch (code) {
    case 'conflict':
      return i18n.translate('stagingWatch.activity.conflictLabel', { defaultMessage: 'changed meanwhile' });
    case 'guard_refused':
      return i18n.translate('stagingWatch.activity.guardRefusedLabel', { defaultMessage: 'tests would not be caught any more, or that cannot be measured' });
    case 'rule_edited':
      return i18n.translate('stagingWatch.activity.ruleEditedLabel', { defaultMessage: 'rule edited' });
    case 'forbidden':
      return i18n.translate('stagingWatch.activity.forbiddenLabel', { defaultMessage: 'not allowed' });
    default:
      return i18n.translate('stagingWatch.activity.otherRefusalLabel', { defaultMessage: 'not done ({code})', values: { code: code ?? '?' } });
  }
}

function NoActivity(): ReactElement {
  return (
    <EuiEmptyPrompt
      iconType="clock"
      titleSize="s"
      title={
        <h2>
          <FormattedMessage id="stagingWatch.activity.emptyTitle" defaultMessage="No exclusion was switched yet" />
        </h2>
      }
      body={
        <PromptBody><p>
          <FormattedMessage id="stagingWatch.activity.emptyDescription" defaultMessage="Every switch is recorded here with who, when, why and the rule’s query before and after." />
        </p></PromptBody>
      }
      data-test-subj="stagingWatchActivityEmpty"
    />
  );
}
