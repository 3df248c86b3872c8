import { EuiButtonEmpty } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RuleRow } from '../../../common/api';
import type { RuleActions } from './use_rule_actions';

/** What can be done with this rule as it is; each button is named with the rule for those who hear it. */
export function RuleButtons({ rule, actions }: { readonly rule: RuleRow; readonly actions: RuleActions }): ReactElement {
  const shared = { size: 's' as const, flush: 'left' as const, isDisabled: actions.isBusy };
  const named = (label: string): string => i18n.translate('stagingWatch.rules.buttonAriaLabel', { defaultMessage: '{label}: {rule}', values: { label, rule: rule.name } });
  const labels = {
    enable: i18n.translate('stagingWatch.rules.enableButtonLabel', { defaultMessage: 'Enable' }),
    disable: i18n.translate('stagingWatch.rules.disableButtonLabel', { defaultMessage: 'Disable' }),
    run: i18n.translate('stagingWatch.rules.runNowButtonLabel', { defaultMessage: 'Run now' }),
    repair: i18n.translate('stagingWatch.rules.repairButtonLabel', { defaultMessage: 'Repair' }),
  };
  const installed = rule.state === 'installed' || rule.state === 'edited';
  return (
    <div css={{ display: 'flex', flexWrap: 'wrap', columnGap: 12 }}>
      {installed && rule.enabled && (
        <EuiButtonEmpty {...shared} onClick={() => actions.runNow(rule.ruleId)} aria-label={named(labels.run)} data-test-subj={`stagingWatchRunRule-${rule.ruleId}`}>
          {labels.run}
        </EuiButtonEmpty>
      )}
      {installed && (
        <EuiButtonEmpty
          {...shared}
          onClick={() => actions.enable([rule.ruleId], !rule.enabled)}
          aria-label={named(rule.enabled ? labels.disable : labels.enable)}
          data-test-subj={`stagingWatch${rule.enabled ? 'Disable' : 'Enable'}Rule-${rule.ruleId}`}
        >
          {rule.enabled ? labels.disable : labels.enable}
        </EuiButtonEmpty>
      )}
      {rule.state === 'missing' && (
        <EuiButtonEmpty {...shared} onClick={actions.install} data-test-subj={`stagingWatchInstallRule-${rule.ruleId}`}>
          <FormattedMessage id="stagingWatch.rules.installMissingButtonLabel" defaultMessage="Install missing" />
        </EuiButtonEmpty>
      )}
      {(rule.state === 'edited' || rule.state === 'deleted') && (
        <EuiButtonEmpty {...shared} onClick={() => actions.repair(rule.ruleId)} aria-label={named(labels.repair)} data-test-subj={`stagingWatchRepairRule-${rule.ruleId}`}>
          {labels.repair}
        </EuiButtonEmpty>
      )}
    </div>
  );
}
