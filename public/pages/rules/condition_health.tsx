import { EuiBadge, EuiFlexGroup, EuiFlexItem, EuiHealth, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { RuleRow } from '../../../common/api';
import { ruleCondition, type RuleCondition } from './rule_condition';
import { conditionLabel } from './rule_words';

const colorOf: Readonly<Record<RuleCondition, string>> = { running: 'success', partial: 'warning', failing: 'danger', waiting: 'subdued', not_enabled: 'subdued', missing: 'warning', deleted: 'subdued' };

/** How the rule does, as dot and word, and whether a person edited it. */
export function ConditionHealth({ rule }: { readonly rule: RuleRow }): ReactElement {
  const condition = ruleCondition(rule);
  return (
    <EuiFlexGroup gutterSize="xs" responsive={false} wrap alignItems="center">
      <EuiFlexItem grow={false}>
        <EuiHealth color={colorOf[condition]} data-test-subj={`stagingWatchRuleCondition-${condition}`}>
          {conditionLabel(condition)}
        </EuiHealth>
      </EuiFlexItem>
      {rule.state === 'edited' && (
        <EuiFlexItem grow={false}>
          <EuiToolTip content={i18n.translate('stagingWatch.rules.editedTooltip', { defaultMessage: 'A person changed this rule. It stays as it is until it is repaired.' })}>
            <EuiBadge color="hollow" tabIndex={0} data-test-subj="stagingWatchRuleEdited">
              {conditionLabel('edited')}
            </EuiBadge>
          </EuiToolTip>
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}
