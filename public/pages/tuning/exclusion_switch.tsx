import { EuiFlexGroup, EuiFlexItem, EuiLoadingSpinner, EuiSwitch, EuiText, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useEffect, useRef, type ReactElement, type RefObject } from 'react';
import type { ExclusionRow } from '../../../common/api';
import { toVisibleText } from '../../components/hostile_text';
import { fieldLabel } from '../../components/sequence_panel';
import { lockOf } from './exclusion_groups';

export interface ExclusionSwitchProps {
  readonly row: ExclusionRow;
  readonly mayTune: boolean;
  /** This row waits for the server. */
  readonly isPending: boolean;
  /** Some row does: one change at a time. */
  readonly isWaiting: boolean;
  readonly onSwitch: () => void;
}

/** Shows what the server said last, never what was clicked. Its name holds state and object. */
export function ExclusionSwitch({ row, mayTune, isPending, isWaiting, onSwitch }: ExclusionSwitchProps): ReactElement {
  const lock = lockOf(row);
  const place = useFocusAfter(isPending);
  const why = lock === undefined ? (mayTune ? undefined : i18n.translate('stagingWatch.tuning.noTuneTooltip', { defaultMessage: 'You need the privilege Staging Watch: Tune.' })) : lockWords(lock);
  const control = (
    <EuiSwitch
      label={switchLabel(row)}
      showLabel={false}
      checked={row.on}
      disabled={why !== undefined || isWaiting}
      aria-busy={isPending}
      onChange={onSwitch}
      data-test-subj={`stagingWatchExclusionSwitch-${row.id}`}
    />
  );
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false}>
      <EuiFlexItem grow={false}>
        {why === undefined ? (
          <span ref={place}>{control}</span>
        ) : (
          <EuiToolTip content={why}>
            <span tabIndex={0} role="group" aria-label={why}>
              {control}
            </span>
          </EuiToolTip>
        )}
      </EuiFlexItem>
      <EuiFlexItem grow={false}>{isPending ? <EuiLoadingSpinner size="m" aria-label={i18n.translate('stagingWatch.tuning.pendingAriaLabel', { defaultMessage: 'Switching' })} /> : <StateWord row={row} />}</EuiFlexItem>
    </EuiFlexGroup>
  );
}

/** A disabled switch loses the keyboard's focus: it gets it back when the server has answered, unless it went elsewhere. */
function useFocusAfter(isPending: boolean): RefObject<HTMLSpanElement> {
  const place = useRef<HTMLSpanElement>(null);
  const wasPending = useRef(false);
  useEffect(() => {
    if (wasPending.current && !isPending && document.activeElement === document.body) place.current?.querySelector('button')?.focus();
    wasPending.current = isPending;
  }, [isPending]);
  return place;
}

function StateWord({ row }: { readonly row: ExclusionRow }): ReactElement {
  return (
    <EuiText size="xs" data-test-subj={`stagingWatchExclusionState-${row.state}`}>
      {row.state === 'rule_edited'
        ? i18n.translate('stagingWatch.tuning.ruleEditedLabel', { defaultMessage: 'Rule edited' })
        : row.state === 'rule_missing'
          ? i18n.translate('stagingWatch.tuning.ruleMissingLabel', { defaultMessage: 'Rule missing' })
          : row.on
            ? i18n.translate('stagingWatch.tuning.onLabel', { defaultMessage: 'On' })
            : i18n.translate('stagingWatch.tuning.offLabel', { defaultMessage: 'Off' })}
    </EuiText>
  );
}

function switchLabel(row: ExclusionRow): string {
  return i18n.translate('stagingWatch.tuning.switchLabel', {
    defaultMessage: 'Exclusion: event {position, number}, {field} {value}, {state, select, on {on} other {off}}',
    values: { position: row.position, field: fieldLabel(row.field), value: toVisibleText(row.value), state: row.on ? 'on' : 'off' },
  });
}

function lockWords(lock: 'rule_edited' | 'rule_missing'): string {
  return lock === 'rule_edited'
    ? i18n.translate('stagingWatch.tuning.ruleEditedTooltip', { defaultMessage: 'Somebody edited the rule’s query so that this value cannot be switched there. Repair the rule on the Rules page to switch it here again.' })
    : i18n.translate('stagingWatch.tuning.ruleMissingTooltip', { defaultMessage: 'The rule is not installed in this space.' });
}
