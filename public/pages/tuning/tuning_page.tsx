import { EuiButtonEmpty, EuiCallOut, EuiEmptyPrompt, EuiFlexGroup, EuiFlexItem, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { useState, type ReactElement } from 'react';
import type { ExclusionRow } from '../../../common/api';
import { HostileText } from '../../components/hostile_text';
import { PageFrame } from '../../components/page_frame';
import { FailurePrompt, LoadingRows, NoPrivilegePrompt, PromptBody } from '../../components/page_states';
import { useFindExclusions } from '../../data';
import { tuningUrl, useNotice, usePageTabs, usePageTitle, usePermissions, useUrlState } from '../../services';
import { exclusionGroups } from './exclusion_groups';
import { ExclusionsTable } from './exclusions_table';
import { SwitchModal } from './switch_modal';
import { TuningViews } from './tuning_views';
import { useSwitchWithMessages } from './use_switch_with_messages';

/** What rules do not look at, and the switches for it. */
export function TuningPage(): ReactElement {
  return usePermissions().show ? <Tuning /> : <NoPrivilegePrompt />;
}

function Tuning(): ReactElement {
  const title = i18n.translate('stagingWatch.tuning.title', { defaultMessage: 'Exclusions' });
  usePageTitle({ text: title });
  const notice = useNotice();
  const tabs = usePageTabs('tuning');
  const exclusions = useFindExclusions();
  return (
    <PageFrame name="Tuning" title={title} tabs={tabs} notice={notice}>
      <TuningViews selected="exclusions" />
      <EuiSpacer size="m" />
      {exclusions.data !== undefined ? (
        <Exclusions rows={exclusions.data.exclusions} />
      ) : exclusions.isError ? (
        <FailurePrompt failure={exclusions.error} onRetry={() => void exclusions.refetch()} />
      ) : (
        <LoadingRows />
      )}
    </PageFrame>
  );
}

function Exclusions({ rows }: { readonly rows: readonly ExclusionRow[] }): ReactElement {
  const { tune } = usePermissions();
  const { pendingId, refusal, run, dismissRefusal } = useSwitchWithMessages();
  const [asked, setAsked] = useState<ExclusionRow | undefined>();
  const [{ rule }, change] = useUrlState(tuningUrl);
  const shown = rule === undefined ? rows : rows.filter(({ ruleId }) => ruleId === rule);
  if (rows.length === 0) return <NoExclusions />;
  return (
    <>
      {!tune && <ReadOnly />}
      <EuiText size="s">
        <p>
          <FormattedMessage
            id="stagingWatch.tuning.introDescription"
            defaultMessage="{on, number} of {count, number} exclusions are on. Each keeps one event of a rule from matching; the other events of the rule still match. The next run of the rule obeys."
            values={{ on: rows.filter(({ on }) => on).length, count: rows.length }}
          />
        </p>
      </EuiText>
      {rule !== undefined && <OneRule name={shown[0]?.ruleName ?? rule} count={shown.length} onShowAll={() => change({ rule: undefined })} />}
      {exclusionGroups(shown).map((group) => (
        <ExclusionsTable key={group.key} group={group} mayTune={tune} pendingId={pendingId} refusal={refusal} onDismissRefusal={dismissRefusal} onSwitch={setAsked} />
      ))}
      {asked !== undefined && (
        <SwitchModal
          row={asked}
          onCancel={() => setAsked(undefined)}
          onConfirm={(reason) => {
            setAsked(undefined);
            void run(asked, reason);
          }}
        />
      )}
    </>
  );
}

/** Only one rule's exclusions are shown: which, and the way back to all. */
function OneRule({ name, count, onShowAll }: { readonly name: string; readonly count: number; readonly onShowAll: () => void }): ReactElement {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap data-test-subj="stagingWatchTuningOneRule">
        <EuiFlexItem grow={false}>
          <EuiText size="s">
            <p>
              <FormattedMessage id="stagingWatch.tuning.oneRuleDescription" defaultMessage="Showing {count, plural, one {# exclusion} other {# exclusions}} of {rule}." values={{ count, rule: <HostileText text={name} maxCharacters={200} /> }} />
            </p>
          </EuiText>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty size="s" onClick={onShowAll} data-test-subj="stagingWatchTuningShowAll">
            <FormattedMessage id="stagingWatch.tuning.showAllButtonLabel" defaultMessage="Show all exclusions" />
          </EuiButtonEmpty>
        </EuiFlexItem>
      </EuiFlexGroup>
    </>
  );
}

function ReadOnly(): ReactElement {
  return (
    <>
      <EuiCallOut
        size="s"
        iconType="lock"
        title={i18n.translate('stagingWatch.tuning.readOnlyTitle', { defaultMessage: 'You may look but not switch: the privilege Staging Watch: Tune is missing' })}
        data-test-subj="stagingWatchTuningReadOnly"
      />
      <EuiSpacer size="m" />
    </>
  );
}

function NoExclusions(): ReactElement {
  return (
    <EuiEmptyPrompt
      iconType="filterExclude"
      titleSize="s"
      title={
        <h2>
          <FormattedMessage id="stagingWatch.tuning.emptyTitle" defaultMessage="No rule of Staging Watch has exclusions" />
        </h2>
      }
      body={
        <PromptBody><p>
          <FormattedMessage id="stagingWatch.tuning.emptyDescription" defaultMessage="They come with the rules. If rules are missing, install them on the Rules page." />
        </p></PromptBody>
      }
      data-test-subj="stagingWatchTuningEmpty"
    />
  );
}
