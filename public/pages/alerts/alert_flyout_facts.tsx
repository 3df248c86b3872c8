import { EuiFlexGroup, EuiFlexItem, EuiLink, EuiSpacer, EuiText } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { Episode } from '../../../common/detection';
import { JoinStrengthBadge, SeverityHealth, StatusBadge, TestBadge } from '../../components/badges';
import { HostileText } from '../../components/hostile_text';
import { EventTime } from '../../components/time';
import { rulesPath, useAppLink, useDates } from '../../services';

/** Severity, status, join strength, rule, host and user of an alert in one line. */
export function AlertFlyoutFacts({ episode }: { readonly episode: Episode }): ReactElement {
  const dates = useDates();
  const appLink = useAppLink();
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="s">
        <EuiFlexGroup gutterSize="m" alignItems="center" responsive={false} wrap>
          <EuiFlexItem grow={false}>
            <SeverityHealth severity={episode.severity} />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <StatusBadge status={episode.status} />
          </EuiFlexItem>
          {episode.isTest && (
            <EuiFlexItem grow={false}>
              <TestBadge />
            </EuiFlexItem>
          )}
          {episode.joinStrength !== undefined && (
            <EuiFlexItem grow={false}>
              <JoinStrengthBadge strength={episode.joinStrength} />
            </EuiFlexItem>
          )}
          <EuiFlexItem grow={false}>
            <EventTime at={episode.occurredAt} shown={dates.relative(episode.occurredAt)} full={dates.full(episode.occurredAt)} />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <span>
              <FormattedMessage
                id="stagingWatch.alertFlyout.hostUserLabel"
                defaultMessage="{host}{hasUser, select, yes {, {user}} other {}}"
                values={{ host: <HostileText text={episode.host.name ?? episode.host.id ?? ''} maxCharacters={80} />, hasUser: episode.user.name === undefined ? 'no' : 'yes', user: <HostileText text={episode.user.name ?? ''} maxCharacters={80} /> }}
              />
            </span>
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiLink {...appLink(rulesPath({ flyout: episode.rule.ruleId }))} data-test-subj="stagingWatchAlertRuleLink">
              {episode.rule.name}
            </EuiLink>
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiText>
    </>
  );
}
