import { EuiBadge, EuiButtonEmpty, EuiCode, EuiFlexGroup, EuiFlexItem, EuiPanel, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RuleDetail } from '../../../common/api';
import { StrengthHealth } from '../../components/badges';
import { HostileText } from '../../components/hostile_text';
import { FailurePrompt, LoadingRows } from '../../components/page_states';
import { useFindExclusions } from '../../data';
import { tuningPath, useAppLink } from '../../services';
import { exclusionsOf, type ShownExclusion } from './exclusions_of';

/** What the rule does not look at, as it is now, and where to switch it. */
export function RuleExclusions({ detail }: { readonly detail: RuleDetail }): ReactElement {
  const exclusions = useFindExclusions();
  if (exclusions.data === undefined) return exclusions.isError ? <FailurePrompt failure={exclusions.error} onRetry={() => void exclusions.refetch()} /> : <LoadingRows />;
  const shown = exclusionsOf(detail, exclusions.data.exclusions);
  return (
    <div data-test-subj="stagingWatchRuleExclusions">
      <EuiText size="s">
        <p>
          <FormattedMessage
            id="stagingWatch.ruleFlyout.exclusionsDescription"
            defaultMessage="{count, plural, =0 {This rule has no exclusions of its own. Exceptions that were added in Elastic Security are listed there.} one {# exclusion, {on, number} on.} other {# exclusions, {on, number} on.}}"
            values={{ count: shown.length, on: shown.filter(({ state }) => state === 'on').length }}
          />
        </p>
      </EuiText>
      {shown.some(({ isSwitchable }) => isSwitchable) && <TuningLink ruleId={detail.ruleId} />}
      {shown.map((exclusion) => (
        <Exclusion key={exclusion.id} exclusion={exclusion} />
      ))}
    </div>
  );
}

function TuningLink({ ruleId }: { readonly ruleId: string }): ReactElement {
  const appLink = useAppLink();
  return (
    <EuiButtonEmpty {...appLink(tuningPath({ rule: ruleId }))} size="s" iconType="controlsHorizontal" flush="left" data-test-subj="stagingWatchRuleTuningLink">
      <FormattedMessage id="stagingWatch.ruleFlyout.tuningButtonLabel" defaultMessage="Switch them on Tuning" />
    </EuiButtonEmpty>
  );
}

function Exclusion({ exclusion }: { readonly exclusion: ShownExclusion }): ReactElement {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiPanel hasBorder hasShadow={false} paddingSize="s" data-test-subj={`stagingWatchRuleExclusion-${exclusion.id}`}>
        <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap>
          <EuiFlexItem grow={false}>
            <EuiBadge color={exclusion.state === 'on' ? 'primary' : 'hollow'}>{stateLabel(exclusion.state)}</EuiBadge>
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiText size="s">
              <FormattedMessage id="stagingWatch.ruleFlyout.exclusionEventLabel" defaultMessage="Event {position, number}" values={{ position: exclusion.position }} />
            </EuiText>
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <StrengthHealth strength={exclusion.strength} />
          </EuiFlexItem>
        </EuiFlexGroup>
        <EuiSpacer size="xs" />
        <EuiText size="s">
          {exclusion.reason !== undefined && <p>{exclusion.reason}</p>}
          <p>
            <EuiCode>
              <HostileText text={exclusion.text} />
            </EuiCode>
          </p>
          {exclusion.risk !== undefined && (
            <p>
              <FormattedMessage id="stagingWatch.ruleFlyout.exclusionRiskDescription" defaultMessage="Could hide: {risk}" values={{ risk: exclusion.risk }} />
            </p>
          )}
        </EuiText>
      </EuiPanel>
    </>
  );
}

function stateLabel(state: ShownExclusion['state']): string {
  switch (state) {
    case 'on':
      return i18n.translate('stagingWatch.ruleFlyout.exclusionOnLabel', { defaultMessage: 'On' });
    case 'off':
      return i18n.translate('stagingWatch.ruleFlyout.exclusionOffLabel', { defaultMessage: 'Off' });
    case 'unknown':
      return i18n.translate('stagingWatch.ruleFlyout.exclusionUnknownLabel', { defaultMessage: 'Not known: the rule was edited or is missing' });
  }
}
