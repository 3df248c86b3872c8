import { EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiLink, EuiSpacer, EuiText } from '@elastic/eui';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import type { RuleDetail } from '../../../common/api';
import { alertsPath, coveragePath, hostsPath, tuningPath, useAppLink } from '../../services';
import { triagePieces, type TriagePage } from './triage_pieces';

/** What to do with an alert of this rule, in order; a page that a step names is a link to it, as far as can be with this rule chosen there. */
export function RuleTriage({ detail }: { readonly detail: RuleDetail }): ReactElement {
  const appLink = useAppLink();
  const pathOf = (page: TriagePage): string => pathTo(page, detail.ruleId);
  return (
    <div data-test-subj="stagingWatchTriage">
      <EuiText size="s">
        <ol>
          {detail.triage.map((step) => (
            <li key={step}>
              {triagePieces(step).map(({ text, page }, index) =>
                page === undefined ? (
                  <span key={index}>{text}</span>
                ) : (
                  <EuiLink key={index} {...appLink(pathOf(page))} data-test-subj={`stagingWatchTriageLink-${page}`}>
                    {text}
                  </EuiLink>
                )
              )}
            </li>
          ))}
        </ol>
      </EuiText>
      <EuiSpacer size="m" />
      <EuiFlexGroup gutterSize="s" responsive={false} wrap>
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty {...appLink(pathOf('alerts'))} size="s" iconType="bell" flush="left" data-test-subj="stagingWatchRuleAlertsLink">
            <FormattedMessage id="stagingWatch.ruleFlyout.alertsButtonLabel" defaultMessage="Alerts of this rule, 7 days" />
          </EuiButtonEmpty>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty {...appLink(pathOf('coverage'))} size="s" iconType="check" data-test-subj="stagingWatchRuleCoverageLink">
            <FormattedMessage id="stagingWatch.ruleFlyout.coverageButtonLabel" defaultMessage="Its tests on Coverage" />
          </EuiButtonEmpty>
        </EuiFlexItem>
      </EuiFlexGroup>
    </div>
  );
}

function pathTo(page: TriagePage, ruleId: string): string {
  switch (page) {
    case 'alerts':
      return alertsPath({ rule: [ruleId], status: [], from: 'now-7d' });
    case 'hosts':
      return hostsPath({ from: 'now-7d' });
    case 'tuning':
      return tuningPath({ rule: ruleId });
    case 'coverage':
      return coveragePath({ rule: ruleId });
  }
}
