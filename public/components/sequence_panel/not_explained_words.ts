import { i18n } from '@kbn/i18n';
import type { ExplanationProblem } from '../../../common/detection';

/** Why there are no marks, in a sentence for each reason. */
export function notExplainedWords(problem: ExplanationProblem): string {
  switch (problem) {
    case 'rule_changed':
      return i18n.translate('stagingWatch.sequence.ruleChangedDescription', {
        defaultMessage: 'The rule was changed after this alert, and as it is now it does not match these events. The events below are as they were recorded.',
      });
    case 'language_not_explained':
      return i18n.translate('stagingWatch.sequence.languageNotExplainedDescription', { defaultMessage: 'Rules in this language, or with this condition, are not explained. Compare the rule’s query with the events below.' });
    case 'event_missing':
      return i18n.translate('stagingWatch.sequence.eventMissingDescription', { defaultMessage: 'An event that the rule matched is not stored any more, or you may not read it.' });
    case 'query_invalid':
      return i18n.translate('stagingWatch.sequence.queryInvalidDescription', { defaultMessage: 'The rule’s query cannot be read. Repair the rule on the Rules page.' });
  }
}
