import { EuiButton, EuiCallOut, EuiEmptyPrompt, EuiLoadingSpinner, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import { useMemo, useState, type ReactElement } from 'react';
import { PageFrame } from '../../components/page_frame';
import { FailurePrompt, LoadingRows, NoPrivilegePrompt } from '../../components/page_states';
import { useCompareCoverage, useCoveragePack, useGetCoverage, useRunCoverage, type CoverageCellPlace, type CoverageMatrix } from '../../data';
import { coverageUrl, useDates, useNotice, usePageTabs, usePageTitle, usePermissions, useServices, useUrlState } from '../../services';
import { AddTestModal } from './add_test_modal';
import { CellFlyout } from './cell_flyout';
import { readCellReference, writeCellReference } from './cell_reference';
import { changeKey, CoverageTable } from './coverage_table';
import { CoverageOneRule } from './coverage_one_rule';
import { CoverageToolbar } from './coverage_toolbar';
import { CoverageViews } from './coverage_views';
import { downloadText } from './download_text';
import { PortsView } from './ports_view';
import { isProblem } from './verdict_words';

/** Do today's rules, with today's exclusions, catch known staging? */
export function CoveragePage(): ReactElement {
  return usePermissions().show ? <Coverage /> : <NoPrivilegePrompt />;
}

function Coverage(): ReactElement {
  const title = i18n.translate('stagingWatch.coverage.title', { defaultMessage: 'Coverage' });
  usePageTitle({ text: title });
  const notice = useNotice();
  const tabs = usePageTabs('coverage');
  const matrix = useGetCoverage();
  return (
    <PageFrame name="Coverage" title={title} tabs={tabs} notice={notice}>
      {matrix.data !== undefined ? <Matrix matrix={matrix.data} /> : matrix.isError ? <FailurePrompt failure={matrix.error} onRetry={() => void matrix.refetch()} /> : <LoadingRows />}
    </PageFrame>
  );
}

function Matrix({ matrix }: { readonly matrix: CoverageMatrix }): ReactElement {
  const [state, change] = useUrlState(coverageUrl);
  const { toasts } = useServices();
  const [isAdding, setAdding] = useState(false);
  const run = useRunCoverage();
  const pack = useCoveragePack();
  const comparison = useCompareCoverage(state.compare === 'none' ? undefined : state.compare);
  const changed = useMemo(() => new Set(state.compare === 'none' ? [] : comparison.data?.changes.map(changeKey)), [comparison.data, state.compare]);
  const shown = useMemo(() => (state.problems === 'true' ? testsWithProblems(matrix) : matrix.tests), [matrix, state.problems]);
  const ofRule = useMemo(() => (state.rule === undefined ? matrix : { ...matrix, rules: matrix.rules.filter(({ ruleId }) => ruleId === state.rule) }), [matrix, state.rule]);
  const place = state.flyout === undefined ? undefined : readCellReference(state.flyout);
  const onOpen = (opened: CoverageCellPlace): void => change({ flyout: writeCellReference(opened) }, 'push');
  const onRun = (): void => run.mutate(undefined, { onError: ({ message }) => void toasts.addDanger({ title: i18n.translate('stagingWatch.coverage.runFailedTitle', { defaultMessage: 'The tests could not be run' }), text: message }) });
  const onPack = (): void =>
    pack.mutate(undefined, {
      onSuccess({ markdown, ndjson }) {
        downloadText('staging_watch_coverage.md', 'text/markdown', markdown);
        downloadText('staging_watch_coverage.ndjson', 'application/x-ndjson', ndjson);
      },
      onError: ({ message }) => void toasts.addDanger({ title: i18n.translate('stagingWatch.coverage.packFailedTitle', { defaultMessage: 'The evidence pack could not be made' }), text: message }),
    });
  if (matrix.ranAt === undefined) return matrix.isRefreshing === true ? <FirstRunGoing count={matrix.tests.length} /> : <NeverRun count={matrix.tests.length} isRunning={run.isLoading} onRun={onRun} />;
  return (
    <>
      <CoverageViews selected={state.tab} />
      <EuiSpacer size="m" />
      <Summary matrix={matrix} changes={state.compare === 'none' ? undefined : comparison.data?.changes.length} />
      <EuiSpacer size="m" />
      {state.tab === 'ports' ? (
        <PortsView matrix={matrix} onOpen={onOpen} />
      ) : (
        <>
          <CoverageToolbar
            isRunning={run.isLoading}
            isRefreshing={matrix.isRefreshing === true}
            isPacking={pack.isLoading}
            onlyProblems={state.problems === 'true'}
            compare={state.compare}
            onRun={onRun}
            onPack={onPack}
            onAdd={() => setAdding(true)}
            onOnlyProblems={(only) => change({ problems: only ? 'true' : 'false' }, 'replace')}
            onCompare={(compare) => change({ compare }, 'replace')}
          />
          <EuiSpacer size="m" />
          {comparison.isError && state.compare !== 'none' && <EuiCallOut size="s" color="warning" iconType="warning" title={comparison.error.message} />}
          {state.rule !== undefined && <CoverageOneRule name={matrix.rules.find(({ ruleId }) => ruleId === state.rule)?.name ?? state.rule} onShowAll={() => change({ rule: undefined })} />}
          <CoverageTable matrix={ofRule} tests={shown} changed={changed} onOpen={onOpen} />
        </>
      )}
      {place !== undefined && <CellFlyout place={place} onClose={() => change({ flyout: undefined }, 'push')} />}
      {isAdding && <AddTestModal rules={matrix.rules} onClose={() => setAdding(false)} />}
    </>
  );
}

function testsWithProblems({ tests, cells, summary }: CoverageMatrix): CoverageMatrix['tests'] {
  const bad = new Set([...summary.problems.map(({ testId }) => testId), ...cells.filter(({ results, required }) => results.some(({ verdict }) => isProblem(verdict, required))).map(({ testId }) => testId)]);
  return tests.filter(({ testId }) => bad.has(testId));
}

function Summary({ matrix: { summary, ranAt }, changes }: { readonly matrix: CoverageMatrix; readonly changes: number | undefined }): ReactElement {
  const dates = useDates();
  return (
    <EuiText size="s">
      <p data-test-subj="stagingWatchCoverageSummary">
        <FormattedMessage
          id="stagingWatch.coverage.summaryDescription"
          defaultMessage="{caught, number} of {tests, number} tests and {neighboursCaught, number} of {neighbours, number} neighbours detected; {benignSilent, number} of {benign, number} benign look-alikes silent. {stale, plural, =0 {} one {# cell is stale. } other {# cells are stale. }}Last run {ranAt}."
          values={{ ...summary, problems: undefined, verdicts: undefined, stale: summary.verdicts.stale, ranAt: ranAt === undefined ? '' : dates.absolute(ranAt) }}
        />
        {changes !== undefined && (
          <>
            {' '}
            <FormattedMessage id="stagingWatch.coverage.changesDescription" defaultMessage="{changes, plural, =0 {Nothing differs.} one {# verdict differs.} other {# verdicts differ.}}" values={{ changes }} />
          </>
        )}
      </p>
      <p>
        <FormattedMessage id="stagingWatch.coverage.honestDescription" defaultMessage="Replayed from recorded or constructed events. It does not prove that your sensors collect them." />
      </p>
    </EuiText>
  );
}

/** Nothing was run yet, and it is being run right now. */
function FirstRunGoing({ count }: { readonly count: number }): ReactElement {
  return (
    <EuiEmptyPrompt
      icon={<EuiLoadingSpinner size="xl" />}
      title={
        <h2>
          <FormattedMessage id="stagingWatch.coverage.firstRunGoingTitle" defaultMessage="The tests are run for the first time" />
        </h2>
      }
      body={
        <p>
          <FormattedMessage id="stagingWatch.coverage.firstRunGoingDescription" defaultMessage="Every rule is run over {count, number} tests in the background. The matrix appears by itself." values={{ count }} />
        </p>
      }
      data-test-subj="stagingWatchCoverageFirstRunGoing"
    />
  );
}

function NeverRun({ count, isRunning, onRun }: { readonly count: number; readonly isRunning: boolean; readonly onRun: () => void }): ReactElement {
  const { tune } = usePermissions();
  return (
    <EuiEmptyPrompt
      iconType="checkInCircleFilled"
      title={
        <h2>
          <FormattedMessage id="stagingWatch.coverage.neverRunTitle" defaultMessage="No runs yet" />
        </h2>
      }
      body={
        <p>
          {tune ? (
            <FormattedMessage id="stagingWatch.coverage.neverRunDescription" defaultMessage="Every rule is run over {count, number} tests, with the exclusions as they are now. About 5 s." values={{ count }} />
          ) : (
            <FormattedMessage id="stagingWatch.coverage.neverRunReadOnlyDescription" defaultMessage="Somebody with the privilege Staging Watch: Tune can run the tests." />
          )}
        </p>
      }
      actions={
        tune
          ? [
              <EuiButton key="run" fill isLoading={isRunning} onClick={onRun} data-test-subj="stagingWatchCoverageFirstRun">
                <FormattedMessage id="stagingWatch.coverage.firstRunButtonLabel" defaultMessage="Run tests" />
              </EuiButton>,
            ]
          : []
      }
      data-test-subj="stagingWatchCoverageEmpty"
    />
  );
}
