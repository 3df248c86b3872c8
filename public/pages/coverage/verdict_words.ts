import { i18n } from '@kbn/i18n';
import type { CellResult, Verdict, VerdictReason } from '../../../common/coverage';

/** Icon of a verdict; never shown without its word. */
export const verdictIcons: Readonly<Record<Verdict, string>> = { detected: 'check', missed: 'cross', hidden_by_exclusion: 'eyeClosed', not_applicable: 'minusInCircle', silent: 'check', alerted: 'bell', stale: 'clock', error: 'warning' };

/** EUI's colour of a verdict's button. Red and yellow mean failure: a miss, an unwanted alert, a rule that could not run. */
export const verdictColors: Readonly<Record<Verdict, 'success' | 'danger' | 'warning' | 'text'>> = { detected: 'success', missed: 'text', hidden_by_exclusion: 'warning', not_applicable: 'text', silent: 'text', alerted: 'warning', stale: 'text', error: 'danger' };

/** The word of a verdict. */
export function verdictLabel(verdict: Verdict): string {
  switch (verdict) {
    case 'detected':
      return i18n.translate('stagingWatch.coverage.detectedLabel', { defaultMessage: 'Detected' });
    case 'missed':
      return i18n.translate('stagingWatch.coverage.missedLabel', { defaultMessage: 'Missed' });
    case 'hidden_by_exclusion':
      return i18n.translate('stagingWatch.coverage.hiddenLabel', { defaultMessage: 'Hidden by exclusion' });
    case 'not_applicable':
      return i18n.translate('stagingWatch.coverage.notApplicableLabel', { defaultMessage: 'Not applicable' });
    case 'silent':
      return i18n.translate('stagingWatch.coverage.silentLabel', { defaultMessage: 'Silent, as wanted' });
    case 'alerted':
      return i18n.translate('stagingWatch.coverage.alertedLabel', { defaultMessage: 'Alerted, unwanted' });
    case 'stale':
      return i18n.translate('stagingWatch.coverage.staleLabel', { defaultMessage: 'Stale' });
    case 'error':
      return i18n.translate('stagingWatch.coverage.errorLabel', { defaultMessage: 'Error' });
  }
}

/** Why a verdict is not detected or missed, in a sentence; undefined where there is nothing to add. */
export function whyText({ why, exclusionIds = [] }: Pick<CellResult, 'why' | 'exclusionIds'>): string | undefined {
  if (exclusionIds.length > 0) return i18n.translate('stagingWatch.coverage.hiddenWhyDescription', { defaultMessage: 'Without these it would alert: {ids}', values: { ids: exclusionIds.join(', ') } });
  if (why === undefined) return undefined;
  const words = reasonText(why.code);
  return why.detail === undefined ? words : i18n.translate('stagingWatch.coverage.whyDescription', { defaultMessage: '{words} {detail}', values: { words, detail: why.detail } });
}

function reasonText(code: VerdictReason['code']): string {
  switch (code) {
    case 'test_not_applicable':
      return i18n.translate('stagingWatch.coverage.testNotApplicableDescription', { defaultMessage: 'The test does not apply.' });
    case 'other_indices':
      return i18n.translate('stagingWatch.coverage.otherIndicesDescription', { defaultMessage: 'The rule does not read the indices of this source.' });
    case 'other_platform':
      return i18n.translate('stagingWatch.coverage.otherPlatformDescription', { defaultMessage: 'The rule is about another operating system.' });
    case 'rule_missing':
      return i18n.translate('stagingWatch.coverage.ruleMissingDescription', { defaultMessage: 'The rule is not installed in this space.' });
    case 'rule_changed':
      return i18n.translate('stagingWatch.coverage.ruleChangedDescription', { defaultMessage: 'The rule was changed after the last run.' });
    case 'corpus_changed':
      return i18n.translate('stagingWatch.coverage.corpusChangedDescription', { defaultMessage: 'The test’s events were changed after the last run.' });
    case 'not_run_yet':
      return i18n.translate('stagingWatch.coverage.notRunYetDescription', { defaultMessage: 'Not run yet.' });
    case 'run_failed':
      return i18n.translate('stagingWatch.coverage.runFailedDescription', { defaultMessage: 'The rule could not be run.' });
    case 'unsupported':
      return i18n.translate('stagingWatch.coverage.unsupportedDescription', { defaultMessage: 'Rules of this kind are not run here.' });
    case 'measured_by_twin':
      return i18n.translate('stagingWatch.coverage.measuredByTwinDescription', { defaultMessage: 'This language is not run here; a rule that sees the same is measured in its place:' });
    case 'exceptions_unreadable':
      return i18n.translate('stagingWatch.coverage.exceptionsUnreadableDescription', { defaultMessage: 'The rule’s exceptions could not be read.' });
  }
}

const problems: ReadonlySet<Verdict> = new Set(['hidden_by_exclusion', 'alerted', 'stale', 'error']);

/** True where a person should look: a required miss, or a verdict that is a problem by itself. */
export function isProblem(verdict: Verdict, required: boolean): boolean {
  return problems.has(verdict) || (required && verdict === 'missed');
}
