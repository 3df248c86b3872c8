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
      {found.total === 0 ? (
        <AlertsEmpty
          hiddenByFilters={found.facets.rules.reduce((sum, { count }) => sum + count, 0)}
          isFiltered={state.rule.length + state.host.length > 0}
          onReset={() => onChange({ status: [], rule: [], host: [], page: 1 })}
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
  const changeStatus = async (status: WorkflowStatus): Promise<void> => {
    const answer = await change([...onPage], status);
    if (answer === undefined) return;
    setSelected(new Set(answer.failed.map(({ id }) => id)));
    setFailures(answer.failed.length > 0 ? answer : undefined);
    if (answer.failed.length === 0) count.current?.focus();
  };
  return (
    <>
      {failures !== undefined && <StatusFailures answer={failures} onDismiss={() => setFailures(undefined)} />}
      <BulkBar shown={found.alerts.length} total={found.total} more={found.totalRelation === 'gte'} selectedCount={onPage.size} countRef={count} isChanging={isChanging} onChangeStatus={(status) => void changeStatus(status)} />
      <EuiSpacer size="xs" />
      <AlertsTable found={found} state={state} isLoading={isLoading} onChange={onChange} selection={triage ? { ids: onPage, onChange: setSelected } : undefined} />
    </>
  );
}
