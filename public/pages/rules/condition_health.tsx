import { EuiBadge, EuiFlexGroup, EuiFlexItem, EuiHealth, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ReactElement } from 'react';
import type { RuleRow } from '../../../common/api';
import { ruleCondition, type RuleCondition } from './rule_condition';

const colorOf: Readonly<Record<RuleCondition, string>> = { running: 'success', partial: 'warning', failing: 'danger', waiting: 'subdued', not_enabled: 'subdued', missing: 'warning', deleted: 'subdued' };

function conditionLabel(condition: RuleCondition): string {
  switch (condition) {
    case 'running':
      return i18n.translate('stagingWatch.rules.runningLabel', { defaultMessage: 'Running' });
    case 'partial':
      return i18n.translate('stagingWatch.rules.partialLabel', { defaultMessage: 'Running with warnings' });
    case 'failing':
      return i18n.translate('stagingWatch.rules.failingLabel', { defaultMessage: 'Failing' });
    case 'waiting':
      return i18n.translate('stagingWatch.rules.waitingLabel', { defaultMessage: 'Waiting for its first run' });
    case 'not_enabled':
      return i18n.translate('stagingWatch.rules.notEnabledLabel', { defaultMessage: 'Not enabled' });
    case 'missing':
      return i18n.translate('stagingWatch.rules.missingLabel', { defaultMessage: 'Missing' });
    case 'deleted':
      return i18n.translate('stagingWatch.rules.deletedLabel', { defaultMessage: 'Deleted by a person' });
  }
}

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
              {i18n.translate('stagingWatch.rules.editedLabel', { defaultMessage: 'Edited' })}
            </EuiBadge>
          </EuiToolTip>
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}
