import { i18n } from '@kbn/i18n';
import { useState } from 'react';
import type { ExclusionRow } from '../../../common/api';
import { toVisibleText } from '../../components/hostile_text';
import { ApiError, useSwitchExclusion } from '../../data';
import { useServices } from '../../services';

/** A switch that the server refused: which row, and why in words. */
export interface Refusal {
  readonly id: string;
  readonly code: string;
  readonly text: string;
}

export interface SwitchWithMessages {
  /** The row that waits for the server. */
  readonly pendingId: string | undefined;
  readonly refusal: Refusal | undefined;
  /** Switches the row to its other side. */
  readonly run: (row: ExclusionRow, reason: string) => Promise<void>;
  readonly dismissRefusal: () => void;
}

/** Switches exclusions and tells what came of it: done in a toast, refused beside the row until dismissed. */
export function useSwitchWithMessages(): SwitchWithMessages {
  const { toasts } = useServices();
  const mutation = useSwitchExclusion();
  const [pendingId, setPendingId] = useState<string | undefined>();
  const [refusal, setRefusal] = useState<Refusal | undefined>();
  return {
    pendingId,
    refusal,
    dismissRefusal: () => setRefusal(undefined),
    async run(row, reason) {
      setPendingId(row.id);
      setRefusal(undefined);
      try {
        const switched = await mutation.mutateAsync({ id: row.id, on: !row.on, reason });
        toasts.addSuccess({ title: doneTitle(switched), 'data-test-subj': 'stagingWatchExclusionSwitched' });
      } catch (error) {
        setRefusal({ id: row.id, code: error instanceof ApiError ? error.code : 'internal', text: refusedWords(error) });
      } finally {
        setPendingId(undefined);
      }
    },
  };
}

function doneTitle(row: ExclusionRow): string {
  const values = { value: toVisibleText(row.value), position: row.position };
  return row.on
    ? i18n.translate('stagingWatch.tuning.turnedOnTitle', { defaultMessage: 'Exclusion turned on: {value}, event {position, number}', values })
    : i18n.translate('stagingWatch.tuning.turnedOffTitle', { defaultMessage: 'Exclusion turned off: {value}, event {position, number}', values });
}

function refusedWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  switch (error instanceof ApiError ? error.code : undefined) {
    case 'conflict':
      return i18n.translate('stagingWatch.tuning.conflictDescription', { defaultMessage: 'Changed meanwhile: somebody switched this rule at the same moment. The list shows how it is now; switch again if you still want to.' });
    case 'guard_refused':
      if (error instanceof ApiError && typeof error.details.unmeasured === 'string') return i18n.translate('stagingWatch.tuning.guardUnmeasuredDescription', { defaultMessage: 'Refused: the rule as it is cannot be run over the tests, so that nobody knows what this exclusion would hide. Nothing was changed. {message}', values: { message: error.details.unmeasured } });
      return i18n.translate('stagingWatch.tuning.guardRefusedDescription', { defaultMessage: 'Refused: with this exclusion on, tests would not be caught any more. Nothing was changed. {message}', values: { message } });
    case 'rule_edited':
      return i18n.translate('stagingWatch.tuning.ruleEditedDescription', { defaultMessage: 'Rule edited: somebody changed the rule’s query so that this value does not stand there any more. Nothing was changed.' });
    case 'forbidden':
      return i18n.translate('stagingWatch.tuning.forbiddenDescription', { defaultMessage: 'Not allowed: you need the privilege Staging Watch: Tune and the right to edit rules in Security. Nothing was changed. {message}', values: { message } });
    case 'not_found':
      return i18n.translate('stagingWatch.tuning.notFoundDescription', { defaultMessage: 'The rule or the exclusion is not there any more. Nothing was changed.' });
    case 'authentication_not_forwardable':
      return i18n.translate('stagingWatch.tuning.notForwardableDescription', { defaultMessage: 'The way you logged in cannot be used to change rules: only a session, basic or API key login is sent on. Nothing was changed.' });
    default:
      return i18n.translate('stagingWatch.tuning.failedDescription', { defaultMessage: 'The exclusion was not switched: {message}', values: { message } });
  }
}
