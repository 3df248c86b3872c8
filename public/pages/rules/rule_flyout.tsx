import { EuiFlyout, EuiFlyoutBody, EuiFlyoutFooter, EuiFlyoutHeader, EuiSpacer, EuiTab, EuiTabs, EuiTitle, useGeneratedHtmlId } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { RuleDetail, RuleRow } from '../../../common/api';
import { HostileText } from '../../components/hostile_text';
import { FailurePrompt, LoadingRows } from '../../components/page_states';
import { useGetRule } from '../../data';
import { usePermissions } from '../../services';
import { ConditionHealth } from './condition_health';
import { RuleAbout } from './rule_about';
import { RuleButtons } from './rule_buttons';
import { RuleData } from './rule_data';
import { RuleExclusions } from './rule_exclusions';
import { RulePortNotes } from './rule_port_notes';
import { RuleText } from './rule_text';
import { RuleTriage } from './rule_triage';
import type { RulesState } from './select_rules';
import type { RuleActions } from './use_rule_actions';

type RuleTab = RulesState['tab'];

export interface RuleFlyoutProps {
  readonly rule: RuleRow;
  readonly tab: RuleTab;
  readonly actions: RuleActions;
  readonly onTab: (tab: RuleTab) => void;
  readonly onClose: () => void;
}

/** All about one rule: what it looks for and why, what it needs, what it does not look at, where its text comes from. */
export function RuleFlyout({ rule, tab, actions, onTab, onClose }: RuleFlyoutProps): ReactElement {
  const titleId = useGeneratedHtmlId({ prefix: 'stagingWatchRuleFlyout' });
  const panelId = useGeneratedHtmlId({ prefix: 'stagingWatchRulePanel' });
  const { manageRules } = usePermissions();
  const detail = useGetRule(rule.ruleId);
  const tabs = tabsOf(detail.data);
  const selected = tabs.some(([id]) => id === tab) ? tab : 'about';
  return (
    <EuiFlyout onClose={onClose} ownFocus={false} size="m" aria-labelledby={titleId} data-test-subj={`stagingWatchRuleFlyout-${rule.ruleId}`}>
      <EuiFlyoutHeader hasBorder>
        <EuiTitle size="s">
          <h2 id={titleId}>
            <HostileText text={rule.name} />
          </h2>
        </EuiTitle>
        <EuiSpacer size="s" />
        <ConditionHealth rule={rule} />
        <EuiSpacer size="s" />
        <EuiTabs size="s" bottomBorder={false} css={{ marginBlockEnd: -25 }}>
          {tabs.map(([id, label]) => (
            <EuiTab key={id} isSelected={selected === id} onClick={() => onTab(id)} aria-controls={panelId} data-test-subj={`stagingWatchRuleTab-${id}`}>
              {label}
            </EuiTab>
          ))}
        </EuiTabs>
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        <div id={panelId} data-test-subj={`stagingWatchRulePanel-${selected}`}>
          {detail.data !== undefined ? <Panel tab={selected} rule={rule} detail={detail.data} /> : detail.isError ? <FailurePrompt failure={detail.error} onRetry={() => void detail.refetch()} /> : <LoadingRows />}
        </div>
      </EuiFlyoutBody>
      {manageRules && (
        <EuiFlyoutFooter>
          <RuleButtons rule={rule} actions={actions} />
        </EuiFlyoutFooter>
      )}
    </EuiFlyout>
  );
}

/** The port only where there is one. */
function tabsOf(detail: RuleDetail | undefined): ReadonlyArray<readonly [RuleTab, string]> {
  const tabs: ReadonlyArray<readonly [RuleTab, string]> = [
    ['about', i18n.translate('stagingWatch.ruleFlyout.aboutTab', { defaultMessage: 'About' })],
    ['triage', i18n.translate('stagingWatch.ruleFlyout.triageTab', { defaultMessage: 'Triage' })],
    ['data', i18n.translate('stagingWatch.ruleFlyout.dataTab', { defaultMessage: 'Data' })],
    ['query', i18n.translate('stagingWatch.ruleFlyout.queryTab', { defaultMessage: 'Query' })],
    ['exclusions', i18n.translate('stagingWatch.ruleFlyout.exclusionsTab', { defaultMessage: 'Exclusions' })],
  ];
  return detail?.port === undefined ? tabs : [...tabs, ['port', i18n.translate('stagingWatch.ruleFlyout.portTab', { defaultMessage: 'Port' })]];
}

function Panel({ tab, rule, detail }: { readonly tab: RuleTab; readonly rule: RuleRow; readonly detail: RuleDetail }): ReactElement | null {
  switch (tab) {
    case 'about':
      return <RuleAbout rule={rule} detail={detail} />;
    case 'triage':
      return <RuleTriage detail={detail} />;
    case 'data':
      return <RuleData detail={detail} index={rule.index} />;
    case 'query':
      return <RuleText rule={rule} detail={detail} />;
    case 'exclusions':
      return <RuleExclusions detail={detail} />;
    case 'port':
      return detail.port === undefined ? null : <RulePortNotes port={detail.port} query={rule.query} />;
  }
}
