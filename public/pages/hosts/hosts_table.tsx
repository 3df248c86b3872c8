import { EuiBasicTable, EuiLink, type EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { HostileText } from '../../components/hostile_text';
import { EventTime } from '../../components/time';
import type { FoundHosts } from '../../data';
import { alertsPath, hostTimelinePath, useAppLink, useDates } from '../../services';

type Host = FoundHosts['hosts'][number];

export interface HostsTableProps {
  readonly hosts: readonly Host[];
  readonly range: { readonly from: string; readonly to: string };
  readonly isLoading: boolean;
}

/** One row a host, in the server's order. */
export function HostsTable({ hosts, range, isLoading }: HostsTableProps): ReactElement {
  const columns: Array<EuiBasicTableColumn<Host>> = [
    { name: i18n.translate('stagingWatch.hosts.hostColumnTitle', { defaultMessage: 'Host' }), render: (host: Host) => <HostLink host={host} /> },
    { name: i18n.translate('stagingWatch.hosts.osColumnTitle', { defaultMessage: 'Operating system' }), render: ({ os }: Host) => <HostileText text={os ?? '–'} maxCharacters={80} /> },
    { name: i18n.translate('stagingWatch.hosts.alertsColumnTitle', { defaultMessage: 'Alerts' }), width: '160px', render: (host: Host) => <HostAlerts host={host} range={range} /> },
    { name: i18n.translate('stagingWatch.hosts.eventsColumnTitle', { defaultMessage: 'Events' }), width: '110px', align: 'right', render: ({ events }: Host) => new Intl.NumberFormat(i18n.getLocale()).format(events) },
    { name: i18n.translate('stagingWatch.hosts.lastEventColumnTitle', { defaultMessage: 'Last event' }), width: '160px', render: (host: Host) => <LastEvent host={host} /> },
  ];
  return (
    <EuiBasicTable<Host>
      items={[...hosts]}
      columns={columns}
      loading={isLoading}
      tableLayout="fixed"
      tableCaption={i18n.translate('stagingWatch.hosts.tableCaption', { defaultMessage: 'Hosts with events or staging alerts' })}
      rowProps={({ id, name }) => ({ 'data-test-subj': `stagingWatchHostRow-${id ?? name ?? ''}` })}
      data-test-subj="stagingWatchHostsTable"
    />
  );
}

function HostLink({ host }: { readonly host: Host }): ReactElement {
  const appLink = useAppLink();
  const label = <HostileText text={host.name ?? host.id ?? '–'} maxCharacters={120} />;
  if (host.name === undefined && host.id === undefined) return label;
  return (
    <EuiLink {...appLink(hostTimelinePath({ id: host.id, name: host.name, at: host.lastEventAt }))} data-test-subj={`stagingWatchHostLink-${host.id ?? host.name ?? ''}`}>
      {label}
    </EuiLink>
  );
}

function HostAlerts({ host, range }: { readonly host: Host; readonly range: HostsTableProps['range'] }): ReactElement {
  const appLink = useAppLink();
  const words = <FormattedMessage id="stagingWatch.hosts.alertsDescription" defaultMessage="{open, number} open of {alerts, number}" values={{ open: host.openAlerts, alerts: host.alerts }} />;
  if (host.alerts === 0 || host.name === undefined) return words;
  return (
    <EuiLink {...appLink(alertsPath({ ...range, host: [host.name], status: host.openAlerts > 0 ? ['open'] : [] }))} data-test-subj={`stagingWatchHostAlerts-${host.id ?? host.name}`}>
      {words}
    </EuiLink>
  );
}

function LastEvent({ host: { lastEventAt } }: { readonly host: Host }): ReactElement {
  const dates = useDates();
  return lastEventAt === undefined ? <>–</> : <EventTime at={lastEventAt} shown={dates.relative(lastEventAt)} full={dates.full(lastEventAt)} />;
}
