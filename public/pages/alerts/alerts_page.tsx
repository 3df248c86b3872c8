import { EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import { PageFrame } from '../../components/page_frame';
import { NoPrivilegePrompt } from '../../components/page_states';
import { TimeRangePicker } from '../../components/time_range_picker';
import { useFindAlerts } from '../../data';
import { alertsUrl, useDates, useNotice, usePageTabs, usePageTitle, usePermissions, useQuickRanges, useUrlState } from '../../services';
import { AlertFlyout } from './alert_flyout';
import { AlertsFilters } from './alerts_filters';
import { AlertsList } from './alerts_list';
import { flyoutNavigation } from './flyout_navigation';

/** The landing page: what staging was seen, newest first, open ones unless asked otherwise. */
export function AlertsPage(): ReactElement {
  return usePermissions().show ? <Alerts /> : <NoPrivilegePrompt />;
}

function Alerts(): ReactElement {
  const title = i18n.translate('stagingWatch.alerts.title', { defaultMessage: 'Staging alerts' });
  usePageTitle({ text: title });
  const [state, change] = useUrlState(alertsUrl);
  const dates = useDates();
  const quickRanges = useQuickRanges();
  const notice = useNotice();
  const tabs = usePageTabs('alerts');
  const { from, to, sort, order, page, tests } = state;
  const query = { from, to, tests, sort, order, page, perPage: Number(state.perPage), status: [...state.status], rule: [...state.rule], host: [...state.host] };
  const alerts = useFindAlerts(query, { refreshMs: state.refresh * 1_000 });
  const picker = (
    <TimeRangePicker
      key="time"
      from={from}
      to={to}
      dateFormat={dates.dateFormat}
      quickRanges={quickRanges}
      isLoading={alerts.isFetching}
      onChange={(range) => change({ ...range, page: 1 })}
      onRefresh={() => void alerts.refetch()}
      refreshSeconds={state.refresh}
      onRefreshChange={(refresh) => change({ refresh })}
    />
  );
  const filters = <AlertsFilters state={state} facets={alerts.data?.facets} onChange={change} />;
  const forbidden = alerts.error?.code === 'forbidden' && alerts.data === undefined;
  return (
    <PageFrame name="Alerts" title={title} tabs={tabs} notice={notice} actions={forbidden ? [] : [picker]}>
      {!forbidden && filters}
      <EuiSpacer size="s" />
      <AlertsList alerts={alerts} state={state} onChange={change} />
      {state.flyout !== undefined && <AlertFlyout id={state.flyout} navigation={flyoutNavigation(alerts.data, state)} onOpen={(id) => change({ flyout: id })} onClose={() => change({ flyout: undefined }, 'push')} />}
    </PageFrame>
  );
}
