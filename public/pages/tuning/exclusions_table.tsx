import { EuiBasicTable, EuiButtonEmpty, EuiCallOut, EuiCode, EuiSpacer, EuiText, EuiTitle, useIsWithinBreakpoints, type EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { ExclusionRow } from '../../../common/api';
import { StrengthHealth, strengthOf } from '../../components/badges';
import { HostileText } from '../../components/hostile_text';
import { categoryLabel, fieldLabel } from '../../components/sequence_panel';
import { EventTime } from '../../components/time';
import { useDates } from '../../services';
import { ConditionText } from './condition_text';
import type { ExclusionGroup } from './exclusion_groups';
import { ExclusionSwitch } from './exclusion_switch';
import type { Refusal } from './use_switch_with_messages';

export interface ExclusionsTableProps {
  readonly group: ExclusionGroup;
  readonly mayTune: boolean;
  readonly pendingId: string | undefined;
  readonly refusal: Refusal | undefined;
  readonly onDismissRefusal: () => void;
  readonly onSwitch: (row: ExclusionRow) => void;
}

/** The exclusions of one event of one rule. */
export function ExclusionsTable({ group, mayTune, pendingId, refusal, onDismissRefusal, onSwitch }: ExclusionsTableProps): ReactElement {
  const title = i18n.translate('stagingWatch.tuning.groupTitle', { defaultMessage: 'Event {position, number} · {category}: {on, number} of {count, number} on', values: { position: group.position, category: categoryLabel(group.category), on: group.onCount, count: group.rows.length } });
  const narrow = useIsWithinBreakpoints(['xs', 's', 'm']);
  const columns: Array<EuiBasicTableColumn<ExclusionRow>> = [
    {
      name: i18n.translate('stagingWatch.tuning.onColumnTitle', { defaultMessage: 'On' }),
      width: '100px',
      valign: 'top',
      render: (row: ExclusionRow) => <ExclusionSwitch row={row} mayTune={mayTune} isPending={pendingId === row.id} isWaiting={pendingId !== undefined} onSwitch={() => onSwitch(row)} />,
    },
    { name: i18n.translate('stagingWatch.tuning.excludesColumnTitle', { defaultMessage: 'Excludes' }), valign: 'top', render: (row: ExclusionRow) => <Excludes row={row} refusal={refusal?.id === row.id ? refusal : undefined} onDismiss={onDismissRefusal} /> },
    { name: i18n.translate('stagingWatch.tuning.strengthColumnTitle', { defaultMessage: 'Strength' }), width: '95px', valign: 'top', render: (row: ExclusionRow) => <StrengthHealth strength={strengthOf(row)} /> },
    { name: i18n.translate('stagingWatch.tuning.lastChangeColumnTitle', { defaultMessage: 'Last change' }), width: narrow ? '150px' : '24%', valign: 'top', render: (row: ExclusionRow) => <LastChange row={row} /> },
  ];
  return (
    <section aria-label={`${group.ruleName}, ${title}`} data-test-subj={`stagingWatchExclusions-${group.ruleId}-${group.position}`}>
      <EuiSpacer size="s" />
      <EuiTitle size="xxxs">
        <h3>{title}</h3>
      </EuiTitle>
      <EuiBasicTable<ExclusionRow>
        items={[...group.rows]}
        itemId="id"
        columns={columns}
        tableLayout="fixed"
        tableCaption={`${group.ruleName}, ${title}`}
        rowProps={({ id }) => ({ 'data-test-subj': `stagingWatchExclusionRow-${id}` })}
      />
    </section>
  );
}

function Excludes({ row, refusal, onDismiss }: { readonly row: ExclusionRow; readonly refusal: Refusal | undefined; readonly onDismiss: () => void }): ReactElement {
  return (
    <div>
      {row.strength === undefined ? <ListedValue row={row} /> : <WholeCondition row={row} />}
      {refusal !== undefined && (
        <div role="alert">
          <EuiSpacer size="xs" />
          <EuiCallOut size="s" color="warning" iconType="warning" title={refusal.text} data-test-subj={`stagingWatchExclusionRefused-${refusal.code}`}>
            <EuiButtonEmpty size="xs" flush="left" color="warning" onClick={onDismiss} data-test-subj="stagingWatchDismissRefusal">
              <FormattedMessage id="stagingWatch.tuning.dismissRefusalButtonLabel" defaultMessage="Dismiss message" />
            </EuiButtonEmpty>
          </EuiCallOut>
        </div>
      )}
    </div>
  );
}

function ListedValue({ row }: { readonly row: ExclusionRow }): ReactElement {
  return (
      <FormattedMessage
        id="stagingWatch.tuning.excludesDescription"
        defaultMessage="{field} is {value}"
        values={{
          field: fieldLabel(row.field),
          value: (
            <EuiCode>
              <HostileText text={row.value} />
            </EuiCode>
          ),
        }}
      />
  );
}

/** Why it is there, its text, and what could hide behind it. */
function WholeCondition({ row }: { readonly row: ExclusionRow }): ReactElement {
  return (
    <>
      {row.reason !== undefined && <EuiText size="s">{row.reason}</EuiText>}
      <ConditionText text={row.value} label={conditionLabel(row)} />
      {row.risk !== undefined && (
        <EuiText size="xs">
          <FormattedMessage id="stagingWatch.tuning.riskDescription" defaultMessage="Could hide: {risk}" values={{ risk: row.risk }} />
        </EuiText>
      )}
    </>
  );
}

function conditionLabel({ reason, field }: ExclusionRow): string {
  return i18n.translate('stagingWatch.tuning.conditionAriaLabel', { defaultMessage: 'Condition: {name}', values: { name: reason ?? field } });
}

function LastChange({ row }: { readonly row: ExclusionRow }): ReactElement {
  const dates = useDates();
  if (row.lastChange === undefined) {
    return (
      <EuiText size="xs">
        <FormattedMessage id="stagingWatch.tuning.neverChangedLabel" defaultMessage="As the rule came" />
      </EuiText>
    );
  }
  const { by, at, reason, on } = row.lastChange;
  return (
    <EuiText size="xs">
      <p>
        <FormattedMessage
          id="stagingWatch.tuning.lastChangeDescription"
          defaultMessage="{on, select, true {Turned on} other {Turned off}} by {by}, {when}: {reason}"
          values={{ on: String(on), by: <HostileText text={by} />, when: <EventTime at={at} shown={dates.relative(at)} full={dates.full(at)} />, reason: <HostileText text={reason} maxCharacters={200} /> }}
        />
      </p>
    </EuiText>
  );
}
