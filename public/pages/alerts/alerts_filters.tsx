import { EuiFilterGroup } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import { statusLabel } from '../../components/badges';
import { toVisibleText } from '../../components/hostile_text';
import type { FoundAlerts } from '../../data';
import { alertsUrl, type ChangeUrlState, type UrlState } from '../../services';
import { FilterPopover, type FilterChoice } from '../../components/filter_popover';

export type AlertsState = UrlState<typeof alertsUrl>;

const statuses = ['open', 'acknowledged', 'closed'] as const;

export interface AlertsFiltersProps {
  readonly state: AlertsState;
  readonly facets: FoundAlerts['facets'] | undefined;
  readonly onChange: ChangeUrlState<AlertsState>;
}

/** Filters by status, rule and host, and what to do with alerts of an exercise. A change begins again at page 1. */
export function AlertsFilters({ state, facets, onChange }: AlertsFiltersProps): ReactElement {
  const rules = (facets?.rules ?? []).map(({ ruleId, name, count }) => ({ value: ruleId, label: name, count }));
  const hosts = (facets?.hosts ?? []).map(({ name, count }) => ({ value: name, label: toVisibleText(name), count }));
  return (
    <EuiFilterGroup>
      <FilterPopover
        name="status"
        label={i18n.translate('stagingWatch.alerts.statusFilterLabel', { defaultMessage: 'Status' })}
        choices={statuses.map((status) => ({ value: status, label: statusLabel(status) }))}
        selected={state.status}
        searchable={false}
        onChange={(selected) => onChange({ status: statuses.filter((status) => selected.includes(status)), page: 1 })}
      />
      <FilterPopover
        name="rule"
        label={i18n.translate('stagingWatch.alerts.ruleFilterLabel', { defaultMessage: 'Rule' })}
        choices={withSelected(rules, state.rule)}
        selected={state.rule}
        searchable
        onChange={(rule) => onChange({ rule, page: 1 })}
      />
      <FilterPopover
        name="host"
        label={i18n.translate('stagingWatch.alerts.hostFilterLabel', { defaultMessage: 'Host' })}
        choices={withSelected(hosts, state.host)}
        selected={state.host}
        searchable
        onChange={(host) => onChange({ host, page: 1 })}
      />
      <FilterPopover
        name="tests"
        label={i18n.translate('stagingWatch.alerts.testsFilterLabel', { defaultMessage: 'Test alerts' })}
        choices={testChoices.map((tests) => ({ value: tests, label: testsLabel(tests) }))}
        selected={state.tests === 'hide' ? [] : [state.tests]}
        searchable={false}
        withNumber={false}
        onChange={(selected) => onChange({ tests: testChoices.find((tests) => tests !== state.tests && selected.includes(tests)) ?? 'hide', page: 1 })}
      />
    </EuiFilterGroup>
  );
}

/** Left out where neither is ticked. */
const testChoices = ['show', 'only'] as const;

function testsLabel(tests: (typeof testChoices)[number]): string {
  return tests === 'show' ? i18n.translate('stagingWatch.alerts.testsShownLabel', { defaultMessage: 'Among the others' }) : i18n.translate('stagingWatch.alerts.testsOnlyLabel', { defaultMessage: 'Test alerts only' });
}

/** A value that came with the URL can be unticked though no alert of the range has it. */
function withSelected(choices: readonly FilterChoice[], selected: readonly string[]): readonly FilterChoice[] {
  const missing = selected.filter((value) => !choices.some((choice) => choice.value === value));
  return [...choices, ...missing.map((value) => ({ value, label: toVisibleText(value), count: 0 }))];
}
