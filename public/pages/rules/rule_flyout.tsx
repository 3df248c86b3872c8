import { EuiCallOut, EuiDescriptionList, EuiFlyout, EuiFlyoutBody, EuiFlyoutFooter, EuiFlyoutHeader, EuiLink, EuiSpacer, EuiText, EuiTitle, useGeneratedHtmlId } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RuleRow } from '../../../common/api';
import { SeverityHealth } from '../../components/badges';
import { HostileText } from '../../components/hostile_text';
import { RuleQuery } from '../../components/sequence_panel';
import { useDates, usePermissions } from '../../services';
import { ConditionHealth } from './condition_health';
import { RuleButtons } from './rule_buttons';
import { SeedBadge } from './rules_table';
import { RunsAs } from './runs_as';
import { useSecurityRuleLink } from './use_security_rule_link';
import type { RuleActions } from './use_rule_actions';

export interface RuleFlyoutProps {
  readonly rule: RuleRow;
  readonly actions: RuleActions;
  readonly onClose: () => void;
}

/** All about one rule: what it looks for, its last error in full, its known faults, its query. */
export function RuleFlyout({ rule, actions, onClose }: RuleFlyoutProps): ReactElement {
  const titleId = useGeneratedHtmlId({ prefix: 'stagingWatchRuleFlyout' });
  const { manageRules } = usePermissions();
  return (
    <EuiFlyout onClose={onClose} ownFocus={false} size="m" aria-labelledby={titleId} data-test-subj={`stagingWatchRuleFlyout-${rule.ruleId}`}>
      <EuiFlyoutHeader hasBorder>
        <EuiTitle size="s">
          <h2 id={titleId}>{rule.name}</h2>
        </EuiTitle>
        <EuiSpacer size="s" />
        <ConditionHealth rule={rule} />
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        <EuiText size="s">
          <p>{rule.description}</p>
        </EuiText>
        <EuiSpacer size="m" />
        <LastRunMessage rule={rule} />
        <KnownFaults faults={rule.knownFaults} isVerbatim={rule.seed === 'verbatim'} />
        <Facts rule={rule} />
        <EuiSpacer size="m" />
        <RuleQuery id="stagingWatchRuleFlyoutQuery" query={rule.query} initiallyOpen />
      </EuiFlyoutBody>
      {manageRules && (
        <EuiFlyoutFooter>
          <RuleButtons rule={rule} actions={actions} />
        </EuiFlyoutFooter>
      )}
    </EuiFlyout>
  );
}

function LastRunMessage({ rule: { lastRun } }: { readonly rule: RuleRow }): ReactElement | null {
  const dates = useDates();
  if (lastRun === undefined || (lastRun.outcome !== 'failed' && lastRun.outcome !== 'partial failure')) return null;
  const failed = lastRun.outcome === 'failed';
  const values = { when: dates.absolute(lastRun.at) };
  return (
    <>
      <EuiCallOut
        color={failed ? 'danger' : 'warning'}
        iconType={failed ? 'error' : 'warning'}
        title={failed ? i18n.translate('stagingWatch.ruleFlyout.failedTitle', { defaultMessage: 'The last run failed ({when})', values }) : i18n.translate('stagingWatch.ruleFlyout.partialTitle', { defaultMessage: 'The last run had warnings ({when})', values })}
        data-test-subj="stagingWatchRuleLastError"
      >
        <div css={{ maxBlockSize: '20em', overflow: 'auto' }} role="group" tabIndex={0} aria-label={i18n.translate('stagingWatch.ruleFlyout.messageAriaLabel', { defaultMessage: 'What the run said' })}>
          {lastRun.message.split('\n').map((line, index) => (
            <p key={index}>
              <HostileText text={line} />
            </p>
          ))}
        </div>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

function KnownFaults({ faults, isVerbatim }: { readonly faults: readonly string[]; readonly isVerbatim: boolean }): ReactElement | null {
  if (faults.length === 0) return null;
  return (
    <>
      <EuiCallOut
        color={isVerbatim ? 'warning' : 'primary'}
        iconType={isVerbatim ? 'warning' : 'iInCircle'}
        title={
          isVerbatim
            ? i18n.translate('stagingWatch.ruleFlyout.faultsTitle', { defaultMessage: 'Known faults of this seed, kept because it is installed as it is' })
            : i18n.translate('stagingWatch.ruleFlyout.gapsTitle', { defaultMessage: 'What this rule is known to miss or to hit wrongly' })
        }
        data-test-subj="stagingWatchKnownFaults"
      >
        <ul>
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      </EuiCallOut>
      <EuiSpacer size="m" />
    </>
  );
}

function Facts({ rule }: { readonly rule: RuleRow }): ReactElement {
  const link = useSecurityRuleLink(rule.uuid);
  const facts = [
    { title: i18n.translate('stagingWatch.ruleFlyout.severityLabel', { defaultMessage: 'Severity' }), description: <SeverityHealth severity={rule.severity} /> },
    { title: i18n.translate('stagingWatch.ruleFlyout.sourceLabel', { defaultMessage: 'Text' }), description: <SeedBadge seed={rule.seed} /> },
    { title: i18n.translate('stagingWatch.ruleFlyout.runsAsLabel', { defaultMessage: 'Runs as' }), description: <RunsAs runsAs={rule.runsAs} /> },
    { title: i18n.translate('stagingWatch.ruleFlyout.indexLabel', { defaultMessage: 'Looks in' }), description: rule.index.join(', ') },
    { title: i18n.translate('stagingWatch.ruleFlyout.ruleIdLabel', { defaultMessage: 'Rule id' }), description: rule.ruleId },
    ...(rule.revision === undefined ? [] : [{ title: i18n.translate('stagingWatch.ruleFlyout.revisionLabel', { defaultMessage: 'Revision' }), description: String(rule.revision) }]),
    ...(link === undefined
      ? []
      : [
          {
            title: i18n.translate('stagingWatch.ruleFlyout.securityLabel', { defaultMessage: 'In Elastic Security' }),
            description: (
              <EuiLink {...link} data-test-subj="stagingWatchOpenInSecurity">
                <FormattedMessage id="stagingWatch.ruleFlyout.openInSecurityLabel" defaultMessage="Open rule in Security" />
              </EuiLink>
            ),
          },
        ]),
  ];
  return <EuiDescriptionList type="column" compressed listItems={facts} columnWidths={[1, 3]} />;
}
