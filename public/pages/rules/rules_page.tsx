import { EuiButton, EuiFlexGroup, EuiFlexItem, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { useMemo, type ReactElement } from 'react';
import type { RuleRow } from '../../../common/api';
import { PageFrame } from '../../components/page_frame';
import { FailurePrompt, LoadingRows, NoPrivilegePrompt } from '../../components/page_states';
import { useFindRules, type FoundRules } from '../../data';
import { rulesUrl, useNotice, usePageTabs, usePageTitle, usePermissions, useUrlState, type ChangeUrlState } from '../../services';
import { RuleFlyout } from './rule_flyout';
import { NotOffered } from './not_offered';
import { rulesToAct } from './rule_condition';
import { facetValueLabel } from './rule_words';
import { RulesFilters } from './rules_filters';
import { RulesTable } from './rules_table';
import { groupRules, matchingRules, sortRules, type RulesState } from './select_rules';
import { useRuleActions, type RuleActions } from './use_rule_actions';

/** Often enough to see a run that was asked for. */
const refreshMs = 10_000;

/** Are the rules there, do they run, what did they say last. */
export function RulesPage(): ReactElement {
  return usePermissions().show ? <Rules /> : <NoPrivilegePrompt />;
}

function Rules(): ReactElement {
  const title = i18n.translate('stagingWatch.rules.title', { defaultMessage: 'Staging rules' });
  usePageTitle({ text: title });
  const [state, change] = useUrlState(rulesUrl);
  const notice = useNotice();
  const tabs = usePageTabs('rules');
  const rules = useFindRules({ refreshMs });
  const actions = useRuleActions();
  const opened = rules.data?.rules.find(({ ruleId }) => ruleId === state.flyout);
  return (
    <PageFrame name="Rules" title={title} tabs={tabs} notice={notice}>
      {rules.data !== undefined ? (
        <RuleList found={rules.data} state={state} actions={actions} onChange={change} />
      ) : rules.isError ? (
        <FailurePrompt failure={rules.error} onRetry={() => void rules.refetch()} />
      ) : (
        <LoadingRows />
      )}
      {opened !== undefined && <RuleFlyout rule={opened} tab={state.tab} actions={actions} onTab={(tab) => change({ tab })} onClose={() => change({ flyout: undefined, tab: 'about' }, 'push')} />}
    </PageFrame>
  );
}

interface RuleListProps {
  readonly found: FoundRules;
  readonly state: RulesState;
  readonly actions: RuleActions;
  readonly onChange: ChangeUrlState<RulesState>;
}

function RuleList({ found, state, actions, onChange }: RuleListProps): ReactElement {
  const matching = useMemo(() => matchingRules(found.rules, state), [found.rules, state]);
  const groups = useMemo(() => groupRules(sortRules(matching, state), state.group), [matching, state]);
  const caption = i18n.translate('stagingWatch.rules.tableCaption', { defaultMessage: 'Rules of Staging Watch' });
  return (
    <>
      <Summary found={found} shown={matching} actions={actions} />
      <NotOffered rules={found.notOffered ?? []} />
      <EuiSpacer size="m" />
      <RulesFilters rules={found.rules} shown={matching.length} state={state} onChange={onChange} />
      {groups.map(({ value, rules }) =>
        state.group === 'none' ? (
          <RulesTable key={value} rules={rules} state={state} actions={actions} onChange={onChange} caption={caption} />
        ) : (
          <section key={value} data-test-subj={`stagingWatchRuleGroup-${value}`}>
            <EuiSpacer size="m" />
            <EuiTitle size="xs">
              <h2>
                <FormattedMessage id="stagingWatch.rules.groupTitle" defaultMessage="{group} ({count, number})" values={{ group: facetValueLabel(state.group, value), count: rules.length }} />
              </h2>
            </EuiTitle>
            <RulesTable rules={rules} state={state} actions={actions} onChange={onChange} caption={`${caption}: ${facetValueLabel(state.group, value)}`} />
          </section>
        )
      )}
    </>
  );
}

/** Installing is for all rules, enabling for those that the filters leave. */
function Summary({ found, shown, actions }: Pick<RuleListProps, 'found' | 'actions'> & { readonly shown: readonly RuleRow[] }): ReactElement {
  const { manageRules } = usePermissions();
  const { toInstall } = rulesToAct(found.rules);
  const { toEnable } = rulesToAct(shown);
  return (
    <EuiFlexGroup alignItems="center" gutterSize="m" wrap>
      <EuiFlexItem>
        <EuiText size="s">
          <p data-test-subj={`stagingWatchInstallMode-${found.installMode}`}>
            {found.installMode === 'api_key' ? (
              <FormattedMessage id="stagingWatch.rules.apiKeyModeDescription" defaultMessage="Kibana installs these rules at start-up with the configured API key; rules that it enables run with that key’s rights." />
            ) : (
              <FormattedMessage id="stagingWatch.rules.onOpenModeDescription" defaultMessage="These rules are installed when somebody who may opens the app; a rule runs with the rights of whoever enabled it." />
            )}
          </p>
          {found.absentPlugins.length > 0 && (
            <p data-test-subj="stagingWatchAbsentPlugins">
              <FormattedMessage id="stagingWatch.rules.absentPluginsDescription" defaultMessage="Not in this Kibana: {plugins}. What needs them is left out." values={{ plugins: found.absentPlugins.join(', ') }} />
            </p>
          )}
          {!manageRules && (
            <p data-test-subj="stagingWatchRulesReadOnly">
              <FormattedMessage id="stagingWatch.rules.readOnlyDescription" defaultMessage="You may look but not change rules: the privilege Staging Watch: Manage rules is missing." />
            </p>
          )}
        </EuiText>
      </EuiFlexItem>
      {manageRules && toInstall.length > 0 && (
        <EuiFlexItem grow={false}>
          <EuiButton onClick={actions.install} isLoading={actions.isBusy} data-test-subj="stagingWatchInstallRules">
            <FormattedMessage id="stagingWatch.rules.installButtonLabel" defaultMessage="Install {count, plural, one {# rule} other {# rules}}" values={{ count: toInstall.length }} />
          </EuiButton>
        </EuiFlexItem>
      )}
      {manageRules && toEnable.length > 0 && (
        <EuiFlexItem grow={false}>
          <EuiButton fill onClick={() => actions.enable(toEnable, true)} isLoading={actions.isBusy} data-test-subj="stagingWatchEnableRules">
            <FormattedMessage id="stagingWatch.rules.enableAllButtonLabel" defaultMessage="Enable {count, plural, one {# rule} other {# rules}}" values={{ count: toEnable.length }} />
          </EuiButton>
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}
