import { EuiBadge, EuiBasicTable, EuiFlexGroup, EuiFlexItem, EuiLink, EuiText, useIsWithinBreakpoints, type EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RuleRow } from '../../../common/api';
import { SeverityHealth } from '../../components/badges';
import { EventTime } from '../../components/time';
import { useDates, usePermissions } from '../../services';
import { ConditionHealth } from './condition_health';
import { RuleButtons } from './rule_buttons';
import { RunsAs } from './runs_as';
import type { RuleActions } from './use_rule_actions';

export interface RulesTableProps {
  readonly rules: readonly RuleRow[];
  readonly openId: string | undefined;
  readonly actions: RuleActions;
  readonly onOpen: (ruleId: string) => void;
}

/** One row a rule: how it does and what can be done. */
export function RulesTable({ rules, openId, actions, onOpen }: RulesTableProps): ReactElement {
  const { manageRules } = usePermissions();
  const narrow = useIsWithinBreakpoints(['xs', 's', 'm']);
  const columns = [nameColumn(openId, onOpen), statusColumn, lastRunColumn, ...(narrow ? [] : [alertsColumn, runsAsColumn]), ...(manageRules ? [actionsColumn(actions, narrow)] : [])];
  return (
    <EuiBasicTable<RuleRow>
      items={[...rules]}
      itemId="ruleId"
      columns={columns}
      tableLayout="fixed"
      tableCaption={i18n.translate('stagingWatch.rules.tableCaption', { defaultMessage: 'Rules of Staging Watch' })}
      rowProps={({ ruleId }) => ({ 'data-test-subj': `stagingWatchRuleRow-${ruleId}` })}
      data-test-subj="stagingWatchRulesTable"
    />
  );
}

const nameColumn = (openId: string | undefined, onOpen: (ruleId: string) => void): EuiBasicTableColumn<RuleRow> => ({
  name: i18n.translate('stagingWatch.rules.nameColumnTitle', { defaultMessage: 'Rule' }),
  render: (rule: RuleRow) => (
    <div css={{ minInlineSize: 0 }}>
      <EuiLink onClick={() => onOpen(rule.ruleId)} aria-haspopup="dialog" aria-expanded={openId === rule.ruleId} css={{ textAlign: 'start' }} data-test-subj={`stagingWatchOpenRule-${rule.ruleId}`}>
        {rule.name}
      </EuiLink>
      <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap css={{ rowGap: 0 }}>
        <EuiFlexItem grow={false}>
          <EuiText size="xs">
            <SeverityHealth severity={rule.severity} />
          </EuiText>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <SeedBadge seed={rule.seed} />
        </EuiFlexItem>
      </EuiFlexGroup>
    </div>
  ),
});

/** Where the rule's text comes from. */
export function SeedBadge({ seed }: Pick<RuleRow, 'seed'>): ReactElement {
  switch (seed) {
    case 'verbatim':
      return <EuiBadge color="hollow">{i18n.translate('stagingWatch.rules.verbatimLabel', { defaultMessage: 'Vendor seed, as it is' })}</EuiBadge>;
    case 'corrected':
      return <EuiBadge color="hollow">{i18n.translate('stagingWatch.rules.correctedLabel', { defaultMessage: 'Corrected seed' })}</EuiBadge>;
    case 'port':
      return <EuiBadge color="hollow">{i18n.translate('stagingWatch.rules.portLabel', { defaultMessage: 'Port of a seed' })}</EuiBadge>;
    case 'own':
      return <EuiBadge color="hollow">{i18n.translate('stagingWatch.rules.ownLabel', { defaultMessage: 'Staging Watch' })}</EuiBadge>;
  }
}

const statusColumn: EuiBasicTableColumn<RuleRow> = {
  name: i18n.translate('stagingWatch.rules.statusColumnTitle', { defaultMessage: 'Status' }),
  width: '190px',
  render: (rule: RuleRow) => <ConditionHealth rule={rule} />,
};

const lastRunColumn: EuiBasicTableColumn<RuleRow> = {
  name: i18n.translate('stagingWatch.rules.lastRunColumnTitle', { defaultMessage: 'Last run' }),
  width: '140px',
  render: ({ lastRun }: RuleRow) => <LastRun lastRun={lastRun} />,
};

function LastRun({ lastRun }: Pick<RuleRow, 'lastRun'>): ReactElement {
  const dates = useDates();
  if (lastRun === undefined) {
    return (
      <EuiText size="s">
        <FormattedMessage id="stagingWatch.rules.neverRanLabel" defaultMessage="Never" />
      </EuiText>
    );
  }
  return <EventTime at={lastRun.at} shown={dates.relative(lastRun.at)} full={dates.full(lastRun.at)} />;
}

const alertsColumn: EuiBasicTableColumn<RuleRow> = {
  name: i18n.translate('stagingWatch.rules.alertsColumnTitle', { defaultMessage: 'Alerts, 24 h' }),
  width: '110px',
  align: 'right',
  render: ({ alertsLast24h }: RuleRow) => alertsLast24h ?? '–',
};

const runsAsColumn: EuiBasicTableColumn<RuleRow> = {
  name: i18n.translate('stagingWatch.rules.runsAsColumnTitle', { defaultMessage: 'Runs as' }),
  width: '170px',
  render: ({ runsAs }: RuleRow) => <RunsAs runsAs={runsAs} />,
};

const actionsColumn = (actions: RuleActions, narrow: boolean): EuiBasicTableColumn<RuleRow> => ({
  name: i18n.translate('stagingWatch.rules.actionsColumnTitle', { defaultMessage: 'Actions' }),
  width: narrow ? '110px' : '210px',
  render: (rule: RuleRow) => <RuleButtons rule={rule} actions={actions} />,
});
