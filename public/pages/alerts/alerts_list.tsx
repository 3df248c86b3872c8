import { EuiSpacer } from '@elastic/eui';
import type { UseQueryResult } from '@tanstack/react-query';
import { useRef, useState, type ReactElement } from 'react';
import type { WorkflowStatus } from '../../../common/detection';
import { FailurePrompt, LoadingRows, PartialCallout } from '../../components/page_states';
import type { ApiError, FoundAlerts, SetAlertStatusAnswer } from '../../data';
import { usePermissions, type ChangeUrlState } from '../../services';
import { AlertsEmpty } from './alerts_empty';
import type { AlertsState } from './alerts_filters';
import { AlertsTable } from './alerts_table';
import { BulkBar } from './bulk_bar';
import { StatusFailures } from './status_failures';
import { TestsLine } from './tests_line';
import { useChangeStatus } from './use_change_status';

export interface AlertsListProps {
  readonly alerts: UseQueryResult<FoundAlerts, ApiError>;
  readonly state: AlertsState;
  readonly onChange: ChangeUrlState<AlertsState>;
}

/** The alerts in whichever state they are: on their way, failed, none, or a table with actions. */
export function AlertsList({ alerts, state, onChange }: AlertsListProps): ReactElement {
  if (alerts.isError && !alerts.isPreviousData && alerts.data === undefined) return <FailurePrompt failure={alerts.error} onRetry={() => void alerts.refetch()} />;
  if (alerts.data === undefined) return <LoadingRows />;
  const found = alerts.data;
  return (
    <>
      {alerts.isError && <FailurePrompt failure={alerts.error} onRetry={() => void alerts.refetch()} />}
      {found.partial !== undefined && <PartialCallout partial={found.partial} />}
      <TestsLine count={found.testAlerts} tests={state.tests} onChange={(tests) => onChange({ tests, page: 1 })} />
      {found.total === 0 ? (
        <AlertsEmpty
          hiddenByFilters={found.facets.rules.reduce((sum, { count }) => sum + count, 0)}
          isFiltered={state.rule.length + state.host.length > 0 || state.tests === 'only'}
          onReset={() => onChange({ status: [], rule: [], host: [], tests: state.tests === 'only' ? 'hide' : state.tests, page: 1 })}
        />
      ) : (
        <FoundList found={found} state={state} isLoading={alerts.isFetching} onChange={onChange} />
      )}
    </>
  );
}

function FoundList({ found, state, isLoading, onChange }: { readonly found: FoundAlerts; readonly isLoading: boolean } & Pick<AlertsListProps, 'state' | 'onChange'>): ReactElement {
  const { triage } = usePermissions();
  const { change, isChanging } = useChangeStatus();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [failures, setFailures] = useState<SetAlertStatusAnswer | undefined>();
  const count = useRef<HTMLParagraphElement>(null);
  const onPage = new Set(found.alerts.map(({ id }) => id).filter((id) => selected.has(id)));
  const areTests = onPage.size > 0 && found.alerts.every(({ id, isTest }) => isTest || !onPage.has(id));
  const changeStatus = async (status: WorkflowStatus, as?: 'test'): Promise<void> => {
    const answer = await change([...onPage], status, as);
    if (answer === undefined) return;
    setSelected(new Set(answer.failed.map(({ id }) => id)));
    setFailures(answer.failed.length > 0 ? answer : undefined);
    if (answer.failed.length === 0) count.current?.focus();
  };
  return (
    <>
      {failures !== undefined && <StatusFailures answer={failures} onDismiss={() => setFailures(undefined)} />}
      <BulkBar shown={found.alerts.length} total={found.total} more={found.totalRelation === 'gte'} selectedCount={onPage.size} countRef={count} isChanging={isChanging} areTests={areTests} onChangeStatus={(status, as) => void changeStatus(status, as)} />
      <EuiSpacer size="xs" />
      <AlertsTable found={found} state={state} isLoading={isLoading} onChange={onChange} selection={triage ? { ids: onPage, onChange: setSelected } : undefined} />
    </>
  );
}
