import { EuiButton, EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiLoadingSpinner, EuiSelect, EuiSwitch, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { FormattedMessage } from '@kbn/i18n-react';
import type { ReactElement } from 'react';
import { usePermissions } from '../../services';

export type ComparisonBase = 'none' | 'previous' | 'exclusions_off';

export interface CoverageToolbarProps {
  readonly isRunning: boolean;
  /** Stale cells are run in the background. */
  readonly isRefreshing: boolean;
  readonly isPacking: boolean;
  readonly onlyProblems: boolean;
  readonly compare: ComparisonBase;
  readonly onRun: () => void;
  readonly onPack: () => void;
  readonly onAdd: () => void;
  readonly onOnlyProblems: (only: boolean) => void;
  readonly onCompare: (base: ComparisonBase) => void;
}

/** What can be done with the matrix. */
export function CoverageToolbar({ isRunning, isRefreshing, isPacking, onlyProblems, compare, onRun, onPack, onAdd, onOnlyProblems, onCompare }: CoverageToolbarProps): ReactElement {
  const { tune } = usePermissions();
  const bases: ReadonlyArray<{ readonly value: ComparisonBase; readonly text: string }> = [
    { value: 'none', text: i18n.translate('stagingWatch.coverage.compareNoneLabel', { defaultMessage: 'nothing' }) },
    { value: 'previous', text: i18n.translate('stagingWatch.coverage.comparePreviousLabel', { defaultMessage: 'the previous run' }) },
    { value: 'exclusions_off', text: i18n.translate('stagingWatch.coverage.compareExclusionsLabel', { defaultMessage: 'all exclusions off' }) },
  ];
  return (
    <EuiFlexGroup alignItems="center" gutterSize="m" wrap responsive={false}>
      {tune && (
        <EuiFlexItem grow={false}>
          <EuiButton fill size="s" iconType="play" onClick={onRun} isLoading={isRunning} data-test-subj="stagingWatchCoverageRun">
            <FormattedMessage id="stagingWatch.coverage.runButtonLabel" defaultMessage="Run all tests" />
          </EuiButton>
        </EuiFlexItem>
      )}
      <EuiFlexItem grow={false}>
        <EuiSwitch compressed label={i18n.translate('stagingWatch.coverage.onlyProblemsLabel', { defaultMessage: 'Only problems' })} checked={onlyProblems} onChange={(event) => onOnlyProblems(event.target.checked)} data-test-subj="stagingWatchCoverageOnlyProblems" />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiSelect
          compressed
          prepend={i18n.translate('stagingWatch.coverage.compareLabel', { defaultMessage: 'Compare with' })}
          aria-label={i18n.translate('stagingWatch.coverage.compareAriaLabel', { defaultMessage: 'Compare with' })}
          options={bases.map(({ value, text }) => ({ value, text }))}
          value={compare}
          onChange={(event) => onCompare(bases.find(({ value }) => value === event.target.value)?.value ?? 'none')}
          data-test-subj="stagingWatchCoverageCompare"
        />
      </EuiFlexItem>
      {tune && (
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty size="s" iconType="plusInCircle" onClick={onAdd} data-test-subj="stagingWatchCoverageAdd">
            <FormattedMessage id="stagingWatch.coverage.addButtonLabel" defaultMessage="Add test" />
          </EuiButtonEmpty>
        </EuiFlexItem>
      )}
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty size="s" iconType="exportAction" onClick={onPack} isLoading={isPacking} data-test-subj="stagingWatchCoveragePack">
          <FormattedMessage id="stagingWatch.coverage.packButtonLabel" defaultMessage="Evidence pack" />
        </EuiButtonEmpty>
      </EuiFlexItem>
      <EuiFlexItem grow={false} aria-live="polite">
        {isRefreshing && (
          <EuiText size="s" data-test-subj="stagingWatchCoverageRefreshing">
            <EuiLoadingSpinner size="s" /> <FormattedMessage id="stagingWatch.coverage.refreshingLabel" defaultMessage="Stale cells are being run…" />
          </EuiText>
        )}
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}
