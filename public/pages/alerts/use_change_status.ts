import { i18n } from '@kbn/i18n';
import type { WorkflowStatus } from '../../../common/detection';
import { useSetAlertStatus, type SetAlertStatusAnswer } from '../../data';
import { useServices } from '../../services';

export interface ChangeStatus {
  /** Writes the status; resolves to the server's answer, or to undefined where nothing could be done (told in a toast). */
  readonly change: (ids: readonly string[], status: WorkflowStatus, as?: 'test') => Promise<SetAlertStatusAnswer | undefined>;
  readonly isChanging: boolean;
}

/** Changes the status of alerts. Success and complete failure are toasts; a partial failure is for the page to keep in sight. */
export function useChangeStatus(): ChangeStatus {
  const { toasts } = useServices();
  const mutation = useSetAlertStatus();
  return {
    isChanging: mutation.isLoading,
    async change(ids, status, as) {
      try {
        const answer = await mutation.mutateAsync({ ids: [...ids], status, ...(as === undefined ? {} : { as }) });
        if (answer.updated.length > 0) toasts.addSuccess({ title: changedTitle(answer.updated.length, status), 'data-test-subj': 'stagingWatchStatusChanged' });
        return answer;
      } catch (error) {
        toasts.addDanger({
          title: i18n.translate('stagingWatch.alerts.statusFailedTitle', { defaultMessage: 'The status was not changed' }),
          text: error instanceof Error ? error.message : String(error),
          'data-test-subj': 'stagingWatchStatusFailed',
        });
        return undefined;
      }
    },
  };
}

function changedTitle(count: number, status: WorkflowStatus): string {
  switch (status) {
    case 'acknowledged':
      return i18n.translate('stagingWatch.alerts.acknowledgedTitle', { defaultMessage: '{count, plural, one {# alert} other {# alerts}} acknowledged', values: { count } });
    case 'closed':
      return i18n.translate('stagingWatch.alerts.closedTitle', { defaultMessage: '{count, plural, one {# alert} other {# alerts}} closed', values: { count } });
    case 'open':
      return i18n.translate('stagingWatch.alerts.reopenedTitle', { defaultMessage: '{count, plural, one {# alert} other {# alerts}} reopened', values: { count } });
  }
}
