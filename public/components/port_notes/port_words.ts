import { i18n } from '@kbn/i18n';

export type PortLanguage = 'sentinel_kql' | 'splunk_spl' | 'sigma' | 'elastic_eql' | 'kibana_kql';

/** Product and language of an original. Names of products are not translated. */
export function portLanguageLabel(language: PortLanguage): string {
  return { sentinel_kql: 'Microsoft Sentinel (KQL)', splunk_spl: 'Splunk (SPL)', sigma: 'Sigma', elastic_eql: 'Elastic Security (EQL)', kibana_kql: 'Kibana (KQL)' }[language];
}

/** What a text does with a test. */
export function portVerdictLabel(verdict: 'detected' | 'missed'): string {
  return verdict === 'detected' ? i18n.translate('stagingWatch.port.detectedLabel', { defaultMessage: 'Detected' }) : i18n.translate('stagingWatch.port.missedLabel', { defaultMessage: 'Missed' });
}
