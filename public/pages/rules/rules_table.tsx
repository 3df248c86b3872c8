import { EuiBadge, EuiBasicTable, EuiFlexGroup, EuiFlexItem, EuiLink, EuiText, useIsWithinBreakpoints, type Criteria, type EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RuleRow } from '../../../common/api';
import { SeverityHealth } from '../../components/badges';
import { HostileText } from '../../components/hostile_text';
import { EventTime } from '../../components/time';
import { useDates, usePermissions, type ChangeUrlState } from '../../services';
import { ConditionHealth } from './condition_health';
import { RuleButtons } from './rule_buttons';
import { kindLabel, platformLabel, seedLabel } from './rule_words';
import { RunsAs } from './runs_as';
import { kindOf, type RulesState } from './select_rules';
import type { RuleActions } from './use_rule_actions';

export interface RulesTableProps {
  readonly rules: readonly RuleRow[];
  readonly state: RulesState;
  readonly actions: RuleActions;
  readonly onChange: ChangeUrlState<RulesState>;
  /** For screen readers; tells one group's table from another's. */
  readonly caption: string;
}

const fieldOfSort = { state: 'state', name: 'name', severity: 'severity', lastRun: 'lastRun', alerts: 'alertsLast24h' } as const;

/** One row a rule: how it does and what can be done. The order is the page's. */
export function RulesTable({ rules, state, actions, onChange, caption }: RulesTableProps): ReactElement {
  const { manageRules } = usePermissions();
  const narrow = useIsWithinBreakpoints(['xs', 's', 'm']);
  const onOpen = (ruleId: string): void => onChange({ flyout: ruleId, tab: 'about' }, 'push');
  const columns = [nameColumn(state.flyout, onOpen), severityColumn(narrow), statusColumn(narrow), lastRunColumn(narrow), ...(narrow ? [] : [alertsColumn, runsAsColumn]), ...(manageRules ? [actionsColumn(actions, narrow)] : [])];
  return (
    <EuiBasicTable<RuleRow>
      items={[...rules]}
      itemId="ruleId"
      columns={columns}
      tableLayout="fixed"
      tableCaption={caption}
      sorting={{ sort: { field: fieldOfSort[state.sort], direction: state.order } }}
      onChange={({ sort }: Criteria<RuleRow>) => onChange({ sort: (Object.keys(fieldOfSort) as Array<RulesState['sort']>).find((name) => fieldOfSort[name] === sort?.field) ?? state.sort, order: sort?.direction ?? state.order })}
      rowProps={({ ruleId }) => ({ 'data-test-subj': `stagingWatchRuleRow-${ruleId}`, style: state.flyout === ruleId ? markedRow : undefined })}
      data-test-subj="stagingWatchRulesTable"
    />
  );
}

/** A bar at the start: the background of EUI's selected rows leaves too little contrast in dark themes. */
const markedRow = { boxShadow: 'inset 4px 0 currentColor' };

const nameColumn = (openId: string | undefined, onOpen: (ruleId: string) => void): EuiBasicTableColumn<RuleRow> => ({
  field: 'name',
  name: i18n.translate('stagingWatch.rules.nameColumnTitle', { defaultMessage: 'Rule' }),
  sortable: true,
  render: (_: unknown, rule: RuleRow) => (
    <div css={{ minInlineSize: 0 }}>
      <EuiLink onClick={() => onOpen(rule.ruleId)} aria-haspopup="dialog" aria-expanded={openId === rule.ruleId} css={{ textAlign: 'start' }} data-test-subj={`stagingWatchOpenRule-${rule.ruleId}`}>
        <HostileText text={shortName(rule.name)} />
      </EuiLink>
      <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap css={{ rowGap: 0 }}>
        <EuiFlexItem grow={false}>
          <EuiText size="xs">{[kindLabel(kindOf(rule)), rule.platforms.map(platformLabel).join(', ')].join(' · ')}</EuiText>
        </EuiFlexItem>
        {rule.seed !== 'own' && (
          <EuiFlexItem grow={false}>
            <SeedBadge seed={rule.seed} />
          </EuiFlexItem>
        )}
        {rule.isBuildingBlock && (
          <EuiFlexItem grow={false}>
            <EuiBadge color="hollow">{i18n.translate('stagingWatch.rules.buildingBlockLabel', { defaultMessage: 'Building block' })}</EuiBadge>
          </EuiFlexItem>
        )}
      </EuiFlexGroup>
    </div>
  ),
});

/** Each of our names begins with the product's, which says nothing on its own page. */
function shortName(name: string): string {
  return name.replace(/^Staging Watch(?: seed| port)?: (?=.)/, '').replace(/^./u, (first) => first.toUpperCase());
}

/** Where the rule's text comes from. */
export function SeedBadge({ seed }: Pick<RuleRow, 'seed'>): ReactElement {
  return <EuiBadge color="hollow">{seedLabel(seed)}</EuiBadge>;
}

const severityColumn = (narrow: boolean): EuiBasicTableColumn<RuleRow> => ({
  field: 'severity',
  name: i18n.translate('stagingWatch.rules.severityColumnTitle', { defaultMessage: 'Severity' }),
  width: narrow ? '90px' : '105px',
  sortable: true,
  render: (_: unknown, { severity }: RuleRow) => <SeverityHealth severity={severity} />,
});

const statusColumn = (narrow: boolean): EuiBasicTableColumn<RuleRow> => ({
  field: 'state',
  name: i18n.translate('stagingWatch.rules.statusColumnTitle', { defaultMessage: 'Status' }),
  width: narrow ? '130px' : '190px',
  sortable: true,
  render: (_: unknown, rule: RuleRow) => <ConditionHealth rule={rule} />,
});

const lastRunColumn = (narrow: boolean): EuiBasicTableColumn<RuleRow> => ({
  field: 'lastRun',
  name: i18n.translate('stagingWatch.rules.lastRunColumnTitle', { defaultMessage: 'Last run' }),
  width: narrow ? '110px' : '130px',
  sortable: true,
  render: (_: unknown, { lastRun }: RuleRow) => <LastRun lastRun={lastRun} />,
});

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
  field: 'alertsLast24h',
  name: i18n.translate('stagingWatch.rules.alertsColumnTitle', { defaultMessage: 'Alerts, 24 h' }),
  width: '125px',
  align: 'right',
  sortable: true,
  render: (_: unknown, { alertsLast24h, testAlertsLast24h = 0 }: RuleRow) =>
    testAlertsLast24h === 0 ? (alertsLast24h ?? '–') : i18n.translate('stagingWatch.rules.alertsWithTestsLabel', { defaultMessage: '{alerts, number} (+ {tests, number} test)', values: { alerts: alertsLast24h ?? 0, tests: testAlertsLast24h } }),
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
