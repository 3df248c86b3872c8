import { EuiBasicTable, useIsWithinBreakpoints, type Criteria } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { Episode } from '../../../common/detection';
import type { FoundAlerts } from '../../data';
import { hostTimelinePath, useAppLink, useDates, type ChangeUrlState } from '../../services';
import { SelectAllHeader, alertsColumns } from './alerts_columns';
import type { AlertsState } from './alerts_filters';

/** A bar at the start: the background of EUI's selected rows leaves too little contrast in dark themes. */
const markedRow = { boxShadow: 'inset 4px 0 currentColor' };
/** Elasticsearch gives no page beyond this many rows. */
const mostRows = 10_000;
const fieldOfSort = { created: 'createdAt', severity: 'severity', status: 'status', rule: 'rule', host: 'host' } as const;

export interface AlertsTableProps {
  readonly found: FoundAlerts;
  readonly state: AlertsState;
  readonly isLoading: boolean;
  readonly onChange: ChangeUrlState<AlertsState>;
  /** Absent where the user may not change a status. */
  readonly selection?: { readonly ids: ReadonlySet<string>; readonly onChange: (ids: ReadonlySet<string>) => void };
}

/** One row an episode; paging and sorting are the server's. */
export function AlertsTable({ found, state, isLoading, onChange, selection }: AlertsTableProps): ReactElement {
  const dates = useDates();
  const appLink = useAppLink();
  const narrow = useIsWithinBreakpoints(['xs', 's', 'm']);
  const columns = alertsColumns({
    dates,
    narrow,
    openId: state.flyout,
    onOpen: (id) => onChange({ flyout: id }, 'push'),
    hostLink: (episode) => appLink(hostTimelinePath(hostMomentOf(episode))),
    selection: selection && rowSelection(found.alerts, selection),
  });
  const perPage = Number(state.perPage);
  return (
    <EuiBasicTable<Episode>
      items={[...found.alerts]}
      itemId="id"
      columns={columns}
      loading={isLoading}
      tableLayout="fixed"
      tableCaption={i18n.translate('stagingWatch.alerts.tableCaption', { defaultMessage: 'Staging alerts, one row for each episode' })}
      sorting={{ sort: { field: fieldOfSort[state.sort], direction: state.order } }}
      pagination={{ pageIndex: state.page - 1, pageSize: perPage, totalItemCount: Math.min(found.total, mostRows), pageSizeOptions: [10, 25, 50, 100] }}
      onChange={(criteria: Criteria<Episode>) => onChange(criteriaState(criteria, state), 'push')}
      rowProps={({ id }) => ({ 'data-test-subj': `stagingWatchAlertRow-${id}`, style: selection?.ids.has(id) === true || state.flyout === id ? markedRow : undefined })}
      data-test-subj={isLoading ? 'stagingWatchAlertsTable isLoading' : 'stagingWatchAlertsTable'}
    />
  );
}

function rowSelection(alerts: readonly Episode[], { ids, onChange }: NonNullable<AlertsTableProps['selection']>) {
  const all = alerts.length > 0 && alerts.every(({ id }) => ids.has(id));
  return {
    ids,
    onToggle(id: string) {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      onChange(next);
    },
    header: <SelectAllHeader all={all} some={ids.size > 0} onToggle={() => onChange(new Set(all ? [] : alerts.map(({ id }) => id)))} />,
  };
}

/** What the table wants, as state: another order or page size begins at page 1. */
function criteriaState({ page, sort }: Criteria<Episode>, state: AlertsState): Partial<AlertsState> {
  const sorted = (Object.keys(fieldOfSort) as Array<AlertsState['sort']>).find((name) => fieldOfSort[name] === sort?.field) ?? state.sort;
  const order = sort?.direction ?? state.order;
  const perPage = (['10', '25', '50', '100'] as const).find((size) => Number(size) === page?.size) ?? state.perPage;
  const restart = sorted !== state.sort || order !== state.order || perPage !== state.perPage;
  return { sort: sorted, order, perPage, page: restart ? 1 : (page?.index ?? 0) + 1 };
}

/** The host and moment that an episode is about, with its first event in focus. */
export function hostMomentOf(episode: Episode): { readonly id?: string; readonly name?: string; readonly at: string; readonly focus?: string } {
  const first = episode.events[0];
  return { id: episode.host.id, name: episode.host.name, at: episode.occurredAt, focus: first === undefined ? episode.id : `${first.index}/${first.id}` };
}
