import { EuiDescriptionList, EuiFlexGroup, EuiFlexItem, EuiLink, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement, ReactNode } from 'react';
import type { RuleDetail, RuleRow } from '../../../common/api';
import { SeverityHealth } from '../../components/badges';
import { HostileText } from '../../components/hostile_text';
import { AttackMapping } from './attack_mapping';
import { KnownFaults } from './known_faults';
import { LastRunMessage } from './last_run_message';
import { kindLabel, platformLabel } from './rule_words';
import { SeedBadge } from './rules_table';
import { RunsAs } from './runs_as';
import { ScheduleFault, scheduleText } from './schedule_words';
import { kindOf } from './select_rules';
import { useSecurityRuleLink } from './use_security_rule_link';

export interface RuleAboutProps {
  readonly rule: RuleRow;
  readonly detail: RuleDetail;
}

/** What the rule sees, how grave that is and why, what it misses, when it runs. */
export function RuleAbout({ rule, detail }: RuleAboutProps): ReactElement {
  return (
    <>
      <EuiText size="s">
        <p>
          <HostileText text={rule.description} />
        </p>
      </EuiText>
      <EuiSpacer size="m" />
      <LastRunMessage rule={rule} />
      <ScheduleFault schedule={detail.schedule} />
      <KnownFaults faults={rule.knownFaults} isVerbatim={rule.seed === 'verbatim'} />
      <Facts rule={rule} detail={detail} />
      <FalsePositives sentences={detail.falsePositives} />
      <EuiSpacer size="m" />
      <AttackMapping threat={detail.threat} references={detail.references} />
    </>
  );
}

function FalsePositives({ sentences }: { readonly sentences: readonly string[] }): ReactElement | null {
  if (sentences.length === 0) return null;
  return (
    <section data-test-subj="stagingWatchFalsePositives">
      <EuiSpacer size="m" />
      <EuiTitle size="xxs">
        <h3>
          <FormattedMessage id="stagingWatch.ruleFlyout.falsePositivesTitle" defaultMessage="Ordinary work that looks like it" />
        </h3>
      </EuiTitle>
      <EuiText size="s">
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </EuiText>
    </section>
  );
}

interface Fact {
  readonly title: NonNullable<ReactNode>;
  readonly description: NonNullable<ReactNode>;
}

function Facts({ rule, detail }: RuleAboutProps): ReactElement {
  const { schedule } = detail;
  const facts: Fact[] = [
    { title: i18n.translate('stagingWatch.ruleFlyout.severityLabel', { defaultMessage: 'Severity' }), description: <Severity rule={rule} detail={detail} /> },
    { title: i18n.translate('stagingWatch.ruleFlyout.kindLabel', { defaultMessage: 'Type' }), description: [kindLabel(kindOf(rule)), ...counted(detail), rule.platforms.map(platformLabel).join(', ')].join(' · ') },
    { title: i18n.translate('stagingWatch.ruleFlyout.scheduleLabel', { defaultMessage: 'Runs' }), description: <span data-test-subj="stagingWatchRuleSchedule">{scheduleText(schedule)}</span> },
    { title: i18n.translate('stagingWatch.ruleFlyout.maxSignalsLabel', { defaultMessage: 'Alerts a run' }), description: i18n.translate('stagingWatch.ruleFlyout.maxSignalsDescription', { defaultMessage: 'at most {count, number}', values: { count: schedule.maxSignals } }) },
    { title: i18n.translate('stagingWatch.ruleFlyout.runsAsLabel', { defaultMessage: 'Runs as' }), description: <RunsAs runsAs={rule.runsAs} /> },
    { title: i18n.translate('stagingWatch.ruleFlyout.sourceLabel', { defaultMessage: 'Text' }), description: <Origin rule={rule} detail={detail} /> },
    { title: i18n.translate('stagingWatch.ruleFlyout.ruleIdLabel', { defaultMessage: 'Rule id' }), description: rule.ruleId },
    ...(rule.revision === undefined ? [] : [{ title: i18n.translate('stagingWatch.ruleFlyout.revisionLabel', { defaultMessage: 'Revision' }), description: String(rule.revision) }]),
    ...useSecurityFact(rule.uuid),
  ];
  return <EuiDescriptionList type="column" compressed listItems={facts} columnWidths={[1, 3]} data-test-subj="stagingWatchRuleFacts" />;
}

function Severity({ rule, detail }: RuleAboutProps): ReactElement {
  return (
    <div data-test-subj="stagingWatchSeverityReason">
      <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false}>
        <EuiFlexItem grow={false}>
          <SeverityHealth severity={rule.severity} />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <FormattedMessage id="stagingWatch.ruleFlyout.riskScoreDescription" defaultMessage="(risk score {score, number})" values={{ score: detail.riskScore }} />
        </EuiFlexItem>
      </EuiFlexGroup>
      {detail.severityReason}
    </div>
  );
}

function Origin({ rule, detail }: RuleAboutProps): ReactElement {
  return (
    <>
      <SeedBadge seed={rule.seed} /> {detail.source}
    </>
  );
}

/** What a threshold or new terms rule counts. */
function counted({ threshold, newTerms }: RuleDetail): string[] {
  if (threshold !== undefined) {
    const values = { value: threshold.value, fields: threshold.fields.join(', '), distinct: threshold.distinct.map(({ field, value }) => `${value} × ${field}`).join(', '), hasDistinct: threshold.distinct.length > 0 ? 'yes' : 'no' };
    return [i18n.translate('stagingWatch.ruleFlyout.thresholdDescription', { defaultMessage: 'at least {value, number} with the same {fields}{hasDistinct, select, yes {, of them different: {distinct}} other {}}', values })];
  }
  if (newTerms !== undefined) return [i18n.translate('stagingWatch.ruleFlyout.newTermsDescription', { defaultMessage: 'first seen since {window}: {fields}', values: { window: newTerms.historyWindowStart, fields: newTerms.fields.join(', ') } })];
  return [];
}

function useSecurityFact(uuid: string | undefined): Fact[] {
  const link = useSecurityRuleLink(uuid);
  if (link === undefined) return [];
  return [
    {
      title: i18n.translate('stagingWatch.ruleFlyout.securityLabel', { defaultMessage: 'In Elastic Security' }),
      description: (
        <EuiLink {...link} data-test-subj="stagingWatchOpenInSecurity">
          <FormattedMessage id="stagingWatch.ruleFlyout.openInSecurityLabel" defaultMessage="Open rule in Security" />
        </EuiLink>
      ),
    },
  ];
}
