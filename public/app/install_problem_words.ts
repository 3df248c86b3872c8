import { i18n } from '@kbn/i18n';

/** Why installing did not happen, in a sentence for each code; the server's own text follows it. */
export function installProblemWords(code: string): string {
  switch (code) {
    case 'detection_engine_unavailable':
      return i18n.translate('stagingWatch.install.engineUnavailableDescription', { defaultMessage: 'The detection engine does not answer; Elastic Security may be starting or missing.' });
    case 'forbidden':
      return i18n.translate('stagingWatch.install.forbiddenDescription', { defaultMessage: 'Creating rules in Elastic Security is not allowed with these rights.' });
    case 'unauthenticated':
      return i18n.translate('stagingWatch.install.unauthenticatedDescription', { defaultMessage: 'The configured API key was not accepted.' });
    case 'encryption_key_missing':
      return i18n.translate('stagingWatch.install.encryptionKeyDescription', { defaultMessage: 'Kibana needs xpack.encryptedSavedObjects.encryptionKey before rules can be enabled.' });
    case 'licence':
      return i18n.translate('stagingWatch.install.licenceDescription', { defaultMessage: 'The licence does not allow it.' });
    case 'conflict':
      return i18n.translate('stagingWatch.install.conflictDescription', { defaultMessage: 'Somebody changed the rule at the same moment.' });
    case 'invalid_rule':
      return i18n.translate('stagingWatch.install.invalidRuleDescription', { defaultMessage: 'The detection engine refused the rule.' });
    case 'authentication_not_forwardable':
      return i18n.translate('stagingWatch.install.notForwardableDescription', { defaultMessage: 'The way you logged in cannot be used for installing: only a session, basic or API key login is sent on.' });
    default:
      return i18n.translate('stagingWatch.install.otherProblemDescription', { defaultMessage: 'It failed.' });
  }
}
