import { EuiCallOut, EuiEmptyPrompt, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { PageFrame } from '../../components/page_frame';
import { FailurePrompt, LoadingRows, NoPrivilegePrompt, PartialCallout, PromptBody } from '../../components/page_states';
import { TimeRangePicker } from '../../components/time_range_picker';
import { useFindHosts, type FoundHosts } from '../../data';
import { hostsUrl, useDates, useNotice, usePageTabs, usePageTitle, usePermissions, useQuickRanges, useUrlState } from '../../services';
import { HostsTable } from './hosts_table';

/** Hosts that sent events or have alerts, those with open alerts first. */
export function HostsPage(): ReactElement {
  return usePermissions().show ? <Hosts /> : <NoPrivilegePrompt />;
}

function Hosts(): ReactElement {
  const title = i18n.translate('stagingWatch.hosts.title', { defaultMessage: 'Hosts' });
  usePageTitle({ text: title });
  const [{ from, to }, change] = useUrlState(hostsUrl);
  const dates = useDates();
  const quickRanges = useQuickRanges();
  const notice = useNotice();
  const tabs = usePageTabs('hosts');
  const hosts = useFindHosts({ from, to });
  const forbidden = hosts.error?.code === 'forbidden' && hosts.data === undefined;
  const picker = <TimeRangePicker key="time" from={from} to={to} dateFormat={dates.dateFormat} quickRanges={quickRanges} isLoading={hosts.isFetching} onChange={change} onRefresh={() => void hosts.refetch()} />;
  return (
    <PageFrame name="Hosts" title={title} tabs={tabs} notice={notice} actions={forbidden ? [] : [picker]}>
      {hosts.data !== undefined && !hosts.isError ? (
        <FoundHostsList found={hosts.data} range={{ from, to }} isLoading={hosts.isFetching} />
      ) : hosts.isError ? (
        <FailurePrompt failure={hosts.error} onRetry={() => void hosts.refetch()} />
      ) : (
        <LoadingRows />
      )}
    </PageFrame>
  );
}

interface FoundHostsListProps {
  readonly found: FoundHosts;
  readonly range: { readonly from: string; readonly to: string };
  readonly isLoading: boolean;
}

function FoundHostsList({ found, range, isLoading }: FoundHostsListProps): ReactElement {
  const partial = found.partial !== undefined && <PartialCallout partial={found.partial} />;
  if (found.hosts.length === 0) return partial || <NoHosts />;
  return (
    <>
      {partial}
      {found.truncated && (
        <>
          <EuiCallOut
            size="s"
            color="warning"
            iconType="warning"
            title={i18n.translate('stagingWatch.hosts.truncatedTitle', { defaultMessage: 'Only the first {count, number} hosts are shown. Narrow the time range.', values: { count: found.hosts.length } })}
            data-test-subj="stagingWatchHostsTruncated"
          />
          <EuiSpacer size="m" />
        </>
      )}
      <HostsTable hosts={found.hosts} range={range} isLoading={isLoading} />
    </>
  );
}

function NoHosts(): ReactElement {
  return (
    <EuiEmptyPrompt
      iconType="storage"
      titleSize="s"
      title={
        <h2>
          <FormattedMessage id="stagingWatch.hosts.emptyTitle" defaultMessage="No host sent anything in this time range" />
        </h2>
      }
      body={
        <PromptBody><p>
          <FormattedMessage id="stagingWatch.hosts.emptyDescription" defaultMessage="Process, file and registry events of Elastic Defend, Sysmon and Winlogbeat are read: logs-endpoint.events.*, logs-windows.* and winlogbeat-*. Widen the range, or see whether the agents send." />
        </p></PromptBody>
      }
      data-test-subj="stagingWatchHostsEmpty"
    />
  );
}
