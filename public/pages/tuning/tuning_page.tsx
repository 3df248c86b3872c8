import { EuiButtonEmpty, EuiCallOut, EuiEmptyPrompt, EuiFlexGroup, EuiFlexItem, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { useMemo, useState, type ReactElement } from 'react';
import type { ExclusionRow } from '../../../common/api';
import { PageFrame } from '../../components/page_frame';
import { FailurePrompt, LoadingRows, NoPrivilegePrompt, PromptBody } from '../../components/page_states';
import { useFindExclusions } from '../../data';
import { tuningUrl, useNotice, usePageTabs, usePageTitle, usePermissions, useUrlState } from '../../services';
import { ExclusionsFilters, isFiltered } from './exclusions_filters';
import { ExclusionsTable } from './exclusions_table';
import { RuleSection } from './rule_section';
import { matchingExclusions, ruleSections, type RuleSection as RuleSectionData } from './select_exclusions';
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

/** More sections than that are closed at first but for the one that comes first. */
const fewRows = 25;

function Exclusions({ rows }: { readonly rows: readonly ExclusionRow[] }): ReactElement {
  const { tune } = usePermissions();
  const { pendingId, refusal, run, dismissRefusal } = useSwitchWithMessages();
  const [asked, setAsked] = useState<ExclusionRow | undefined>();
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [state, change] = useUrlState(tuningUrl);
  const shown = useMemo(() => matchingExclusions(rows, state), [rows, state]);
  const sections = useMemo(() => ruleSections(shown), [shown]);
  if (rows.length === 0) return <NoExclusions />;
  const isOpenAtFirst = (place: number): boolean => place === 0 || shown.length <= fewRows || isFiltered(state);
  const isOpen = ({ ruleId, groups }: RuleSectionData, place: number): boolean => groups.some((group) => group.rows.some(({ id }) => id === pendingId || id === refusal?.id)) || (toggled.get(ruleId) ?? isOpenAtFirst(place));
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
      <EuiSpacer size="m" />
      <ExclusionsFilters rows={rows} shown={shown.length} state={state} onChange={change} />
      <AllOrNone sections={sections} onToggle={setToggled} />
      {sections.map((section, place) => (
        <RuleSection key={section.ruleId} section={section} isOpen={isOpen(section, place)} onToggle={(open) => setToggled(new Map([...toggled, [section.ruleId, open]]))}>
          {section.groups.map((group) => (
            <ExclusionsTable key={group.key} group={group} mayTune={tune} pendingId={pendingId} refusal={refusal} onDismissRefusal={dismissRefusal} onSwitch={setAsked} />
          ))}
        </RuleSection>
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

/** Opens or closes all rules at once. */
function AllOrNone({ sections, onToggle }: { readonly sections: readonly RuleSectionData[]; readonly onToggle: (toggled: ReadonlyMap<string, boolean>) => void }): ReactElement {
  const set = (isOpen: boolean): void => onToggle(new Map(sections.map(({ ruleId }) => [ruleId, isOpen])));
  return (
    <EuiFlexGroup gutterSize="s" responsive={false} justifyContent="flexEnd">
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty size="xs" onClick={() => set(true)} data-test-subj="stagingWatchTuningOpenAll">
          <FormattedMessage id="stagingWatch.tuning.openAllButtonLabel" defaultMessage="Expand all" />
        </EuiButtonEmpty>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty size="xs" onClick={() => set(false)} data-test-subj="stagingWatchTuningCloseAll">
          <FormattedMessage id="stagingWatch.tuning.closeAllButtonLabel" defaultMessage="Collapse all" />
        </EuiButtonEmpty>
      </EuiFlexItem>
    </EuiFlexGroup>
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
