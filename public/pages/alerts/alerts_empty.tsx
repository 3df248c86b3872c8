import { EuiButton, EuiEmptyPrompt } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement, ReactNode } from 'react';
import { FailurePrompt, LoadingRows, PromptBody } from '../../components/page_states';
import { useFindRules } from '../../data';
import { rulesPath, useAppLink, useDates } from '../../services';
import { rulesHealth, type RulesHealth } from './rules_health';

export interface AlertsEmptyProps {
  /** Alerts of the time range that the filters hide; 0 where there are none at all. */
  readonly hiddenByFilters: number;
  readonly isFiltered: boolean;
  readonly onReset: () => void;
}

/** Three empties that look different: filtered away, proven quiet, or rules that could not have matched. */
export function AlertsEmpty({ hiddenByFilters, isFiltered, onReset }: AlertsEmptyProps): ReactElement {
  if (isFiltered || hiddenByFilters > 0) return <EmptyFiltered hidden={hiddenByFilters} onReset={onReset} />;
  return <EmptyByHealth />;
}

function EmptyFiltered({ hidden, onReset }: { readonly hidden: number; readonly onReset: () => void }): ReactElement {
  return (
    <EuiEmptyPrompt
      iconType="filter"
      color="plain"
      titleSize="s"
      title={
        <h2>
          <FormattedMessage id="stagingWatch.alerts.emptyFilteredTitle" defaultMessage="No alert matches the filters" />
        </h2>
      }
      body={
        <PromptBody><p>
          <FormattedMessage
            id="stagingWatch.alerts.emptyFilteredDescription"
            defaultMessage="{hidden, plural, =0 {There is no alert of another status, rule or host in this time range either.} one {# alert of this time range is hidden by them.} other {# alerts of this time range are hidden by them.}}"
            values={{ hidden }}
          />
        </p></PromptBody>
      }
      actions={
        <EuiButton onClick={onReset} data-test-subj="stagingWatchResetFilters">
          <FormattedMessage id="stagingWatch.alerts.resetFiltersButtonLabel" defaultMessage="Show all statuses, rules and hosts" />
        </EuiButton>
      }
      data-test-subj="stagingWatchEmptyFiltered"
    />
  );
}

function EmptyByHealth(): ReactElement {
  const rules = useFindRules();
  const dates = useDates();
  if (rules.data === undefined) return rules.isError ? <FailurePrompt failure={rules.error} onRetry={() => void rules.refetch()} /> : <LoadingRows lines={4} />;
  const health = rulesHealth(rules.data.rules);
  if (health.kind === 'cannot_match') return <EmptyUnhealthy health={health} />;
  const lastRun = dates.relative(health.lastRunAt);
  return (
    <EuiEmptyPrompt
      iconType={health.kind === 'running' ? 'checkInCircleFilled' : 'warning'}
      iconColor={health.kind === 'running' ? 'success' : 'warning'}
      color={health.kind === 'running' ? 'plain' : 'warning'}
      titleSize="s"
      title={
        <h2>
          <FormattedMessage id="stagingWatch.alerts.emptyHealthyTitle" defaultMessage="No staging alerts in this time range" />
        </h2>
      }
      body={
        <PromptBody><p>
          {health.kind === 'running' ? (
            <FormattedMessage id="stagingWatch.alerts.emptyHealthyDescription" defaultMessage="{count, plural, one {The one enabled rule ran} other {All # enabled rules ran}}; the last run was {lastRun}." values={{ count: health.count, lastRun }} />
          ) : (
            <FormattedMessage
              id="stagingWatch.alerts.emptySomeFailingDescription"
              defaultMessage="{running, plural, one {# rule ran} other {# rules ran}}, the last one {lastRun}, but {failing, plural, one {# enabled rule did} other {# enabled rules did}} not: they could not have matched."
              values={{ running: health.running, failing: health.failing, lastRun }}
            />
          )}
        </p></PromptBody>
      }
      actions={health.kind === 'running' ? undefined : <RulesLink />}
      data-test-subj={health.kind === 'running' ? 'stagingWatchEmptyHealthy' : 'stagingWatchEmptySomeFailing'}
    />
  );
}

function EmptyUnhealthy({ health }: { readonly health: Extract<RulesHealth, { kind: 'cannot_match' }> }): ReactElement {
  return (
    <EuiEmptyPrompt
      iconType="warning"
      color="warning"
      titleSize="s"
      title={
        <h2>
          <FormattedMessage id="stagingWatch.alerts.emptyUnhealthyTitle" defaultMessage="No alerts, and rules could not have matched" />
        </h2>
      }
      body={<PromptBody><p>{whyNot(health)}</p></PromptBody>}
      actions={<RulesLink />}
      data-test-subj="stagingWatchEmptyUnhealthy"
    />
  );
}

function whyNot({ why, count }: Extract<RulesHealth, { kind: 'cannot_match' }>): ReactNode {
  switch (why) {
    case 'none_installed':
      return <FormattedMessage id="stagingWatch.alerts.noneInstalledDescription" defaultMessage="No staging rule is installed in this space." />;
    case 'none_enabled':
      return <FormattedMessage id="stagingWatch.alerts.noneEnabledDescription" defaultMessage="{count, plural, one {The installed rule is} other {All # installed rules are}} disabled." values={{ count }} />;
    case 'all_failing':
      return <FormattedMessage id="stagingWatch.alerts.allFailingDescription" defaultMessage="{count, plural, one {The enabled rule} other {All # enabled rules}} failed in the last run." values={{ count }} />;
    case 'never_ran':
      return <FormattedMessage id="stagingWatch.alerts.neverRanDescription" defaultMessage="{count, plural, one {The enabled rule has} other {The # enabled rules have}} not run yet." values={{ count }} />;
  }
}

function RulesLink(): ReactElement {
  const appLink = useAppLink();
  return (
    <EuiButton {...appLink(rulesPath({}))} data-test-subj="stagingWatchViewRules">
      <FormattedMessage id="stagingWatch.alerts.viewRulesButtonLabel" defaultMessage="View rules" />
    </EuiButton>
  );
}
