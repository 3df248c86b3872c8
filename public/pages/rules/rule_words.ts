import { i18n } from '@kbn/i18n';
import type { RuleRow } from '../../../common/api';
import { severityLabel } from '../../components/badges';
import type { RuleCondition } from './rule_condition';
import type { RuleFacet, RuleKind } from './select_rules';

/** The word of a rule's condition, or of its being edited. */
export function conditionLabel(condition: RuleCondition | 'edited'): string {
  switch (condition) {
    case 'edited':
      return i18n.translate('stagingWatch.rules.editedLabel', { defaultMessage: 'Edited' });
    case 'running':
      return i18n.translate('stagingWatch.rules.runningLabel', { defaultMessage: 'Running' });
    case 'partial':
      return i18n.translate('stagingWatch.rules.partialLabel', { defaultMessage: 'Running with warnings' });
    case 'failing':
      return i18n.translate('stagingWatch.rules.failingLabel', { defaultMessage: 'Failing' });
    case 'waiting':
      return i18n.translate('stagingWatch.rules.waitingLabel', { defaultMessage: 'Waiting for its first run' });
    case 'not_enabled':
      return i18n.translate('stagingWatch.rules.notEnabledLabel', { defaultMessage: 'Not enabled' });
    case 'missing':
      return i18n.translate('stagingWatch.rules.missingLabel', { defaultMessage: 'Missing' });
    case 'deleted':
      return i18n.translate('stagingWatch.rules.deletedLabel', { defaultMessage: 'Deleted by a person' });
  }
}

/** Where the rule's text comes from. */
export function seedLabel(seed: RuleRow['seed']): string {
  switch (seed) {
    case 'verbatim':
      return i18n.translate('stagingWatch.rules.verbatimLabel', { defaultMessage: 'Vendor seed, as it is' });
    case 'corrected':
      return i18n.translate('stagingWatch.rules.correctedLabel', { defaultMessage: 'Corrected seed' });
    case 'port':
      return i18n.translate('stagingWatch.rules.portLabel', { defaultMessage: 'Port of a seed' });
    case 'own':
      return i18n.translate('stagingWatch.rules.ownLabel', { defaultMessage: 'Staging Watch' });
  }
}

/** What a rule looks at before it alerts. */
export function kindLabel(kind: RuleKind): string {
  switch (kind) {
    case 'event':
      return i18n.translate('stagingWatch.rules.eventKindLabel', { defaultMessage: 'One event (EQL)' });
    case 'sequence':
      return i18n.translate('stagingWatch.rules.sequenceKindLabel', { defaultMessage: 'Sequence (EQL)' });
    case 'query':
      return i18n.translate('stagingWatch.rules.queryKindLabel', { defaultMessage: 'One event (KQL)' });
    case 'threshold':
      return i18n.translate('stagingWatch.rules.thresholdKindLabel', { defaultMessage: 'Threshold' });
    case 'new_terms':
      return i18n.translate('stagingWatch.rules.newTermsKindLabel', { defaultMessage: 'New terms' });
    case 'esql':
      return 'ES|QL';
  }
}

/** Names of systems are not translated. */
export function platformLabel(platform: RuleRow['platforms'][number]): string {
  return { windows: 'Windows', linux: 'Linux', macos: 'macOS' }[platform];
}

/** The name of a filter, and of a group's kind. */
export function facetLabel(facet: RuleFacet): string {
  switch (facet) {
    case 'state':
      return i18n.translate('stagingWatch.rules.stateFilterLabel', { defaultMessage: 'Status' });
    case 'severity':
      return i18n.translate('stagingWatch.rules.severityFilterLabel', { defaultMessage: 'Severity' });
    case 'kind':
      return i18n.translate('stagingWatch.rules.kindFilterLabel', { defaultMessage: 'Type' });
    case 'platform':
      return i18n.translate('stagingWatch.rules.platformFilterLabel', { defaultMessage: 'Platform' });
    case 'seed':
      return i18n.translate('stagingWatch.rules.seedFilterLabel', { defaultMessage: 'Origin' });
  }
}

/** The words of one value of a facet. `value` is one of `facetValues[facet]`. */
export function facetValueLabel(facet: RuleFacet, value: string): string {
  switch (facet) {
    case 'state':
      return conditionLabel(value as RuleCondition | 'edited');
    case 'severity':
      return severityLabel(value as RuleRow['severity']);
    case 'kind':
      return kindLabel(value as RuleKind);
    case 'platform':
      return platformLabel(value as RuleRow['platforms'][number]);
    case 'seed':
      return seedLabel(value as RuleRow['seed']);
  }
}
