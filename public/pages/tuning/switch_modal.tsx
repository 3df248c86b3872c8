import { EuiCallOut, EuiConfirmModal, EuiFormRow, EuiSpacer, EuiText, EuiTextArea, useGeneratedHtmlId } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { ExclusionRow } from '../../../common/api';
import { strengthOf } from '../../components/badges';
import { HostileText } from '../../components/hostile_text';
import { categoryLabel, fieldLabel } from '../../components/sequence_panel';
import { usePreviewExclusionSwitch } from '../../data';
import { ConditionText } from './condition_text';
import { SwitchImpact } from './switch_impact';

/** As the contract has it. */
const longestReason = 1_000;

export interface SwitchModalProps {
  readonly row: ExclusionRow;
  readonly onCancel: () => void;
  readonly onConfirm: (reason: string) => void;
}

/** Says what changes, in which event, and what follows from it; a reason is needed in both directions. */
export function SwitchModal({ row, onCancel, onConfirm }: SwitchModalProps): ReactElement {
  const titleId = useGeneratedHtmlId({ prefix: 'stagingWatchSwitchModal' });
  const reasonId = useGeneratedHtmlId({ prefix: 'stagingWatchSwitchReason' });
  const [reason, setReason] = useState('');
  const turnsOn = !row.on;
  const preview = usePreviewExclusionSwitch({ id: row.id, on: turnsOn });
  // The server refuses it, too.
  const isRefused = turnsOn && (preview.data?.blind.length ?? 0) > 0;
  const field = useRef<HTMLTextAreaElement | null>(null);
  // Not by the property autoFocus, which would scroll the page behind.
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <EuiConfirmModal
      title={turnsOn ? i18n.translate('stagingWatch.switchModal.turnOnTitle', { defaultMessage: 'Turn on 1 exclusion?' }) : i18n.translate('stagingWatch.switchModal.turnOffTitle', { defaultMessage: 'Turn off 1 exclusion?' })}
      titleProps={{ id: titleId, component: 'h2' }}
      aria-labelledby={titleId}
      role="alertdialog"
      initialFocus="[name=stagingWatchSwitchReason]"
      onCancel={onCancel}
      onConfirm={() => onConfirm(reason.trim())}
      cancelButtonText={i18n.translate('stagingWatch.switchModal.cancelButtonLabel', { defaultMessage: 'Cancel' })}
      confirmButtonText={turnsOn ? i18n.translate('stagingWatch.switchModal.turnOnButtonLabel', { defaultMessage: 'Turn on exclusion' }) : i18n.translate('stagingWatch.switchModal.turnOffButtonLabel', { defaultMessage: 'Turn off exclusion' })}
      confirmButtonDisabled={reason.trim() === '' || isRefused || (turnsOn && preview.isLoading)}
      data-test-subj="stagingWatchSwitchModal"
    >
      <Consequence row={row} turnsOn={turnsOn} />
      <EuiSpacer size="m" />
      <SwitchImpact preview={preview.data} failure={preview.error?.message} isRefused={isRefused} />
      <EuiSpacer size="m" />
      <EuiFormRow fullWidth label={i18n.translate('stagingWatch.switchModal.reasonLabel', { defaultMessage: 'Reason' })} helpText={i18n.translate('stagingWatch.switchModal.reasonHelpText', { defaultMessage: 'Required. It is recorded with your name, the time and the rule’s query before and after.' })}>
        <EuiTextArea id={reasonId} name="stagingWatchSwitchReason" inputRef={field} fullWidth rows={2} aria-required={true} maxLength={longestReason} value={reason} onChange={(event) => setReason(event.target.value)} data-test-subj="stagingWatchSwitchReason" />
      </EuiFormRow>
    </EuiConfirmModal>
  );
}

function Consequence({ row, turnsOn }: { readonly row: ExclusionRow; readonly turnsOn: boolean }): ReactElement {
  return (
    <EuiText size="s">
      {row.strength === undefined ? <ListedChange row={row} turnsOn={turnsOn} /> : <ConditionChange row={row} turnsOn={turnsOn} />}
      {turnsOn ? (
        <>
          <p>
            <FormattedMessage id="stagingWatch.switchModal.turnOnConsequenceDescription" defaultMessage="Staging that looks like this is not alerted on any more, real staging included. Alerts that exist stay." />
          </p>
          {strengthOf(row) === 'weak' && <EuiCallOut size="s" color="warning" iconType="warning" title={weakTitle(row)} />}
        </>
      ) : (
        <p>
          <FormattedMessage id="stagingWatch.switchModal.turnOffConsequenceDescription" defaultMessage="Expect more alerts from the rule’s next run on, ordinary activity included. Other exclusions stay as they are." />
        </p>
      )}
    </EuiText>
  );
}

function weakTitle({ strength, risk }: ExclusionRow): string {
  return strength === undefined
    ? i18n.translate('stagingWatch.switchModal.weakTitle', { defaultMessage: 'Weak: name only. Anyone can give a program this name.' })
    : i18n.translate('stagingWatch.switchModal.weakConditionTitle', { defaultMessage: 'Weak: {risk}', values: { risk: risk ?? '' } });
}

interface ChangeProps {
  readonly row: ExclusionRow;
  readonly turnsOn: boolean;
}

function ListedChange({ row, turnsOn }: ChangeProps): ReactElement {
  const values = {
    position: row.position,
    category: categoryLabel(row.category),
    field: fieldLabel(row.field),
    value: (
      <strong>
        <HostileText text={row.value} />
      </strong>
    ),
    rule: <em>{row.ruleName}</em>,
  };
  return (
    <p>
      {turnsOn ? (
        <FormattedMessage id="stagingWatch.switchModal.turnOnChangeDescription" defaultMessage="Event {position, number} ({category}) of {rule} will no longer match where the field “{field}” is {value}." values={values} />
      ) : (
        <FormattedMessage id="stagingWatch.switchModal.turnOffChangeDescription" defaultMessage="Event {position, number} ({category}) of {rule} will also match where the field “{field}” is {value}." values={values} />
      )}
    </p>
  );
}

function ConditionChange({ row, turnsOn }: ChangeProps): ReactElement {
  const values = { position: row.position, category: categoryLabel(row.category), rule: <em>{row.ruleName}</em> };
  return (
    <>
      <p>
        {turnsOn ? (
          <FormattedMessage id="stagingWatch.switchModal.turnOnConditionDescription" defaultMessage="Event {position, number} ({category}) of {rule} will no longer match where this is true:" values={values} />
        ) : (
          <FormattedMessage id="stagingWatch.switchModal.turnOffConditionDescription" defaultMessage="Event {position, number} ({category}) of {rule} will also match where this is true:" values={values} />
        )}
      </p>
      <ConditionText text={row.value} label={row.reason ?? row.field} />
      <EuiSpacer size="m" />
    </>
  );
}
