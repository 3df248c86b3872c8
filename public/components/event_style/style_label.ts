import { i18n } from '@kbn/i18n';
import type { EventStyle } from '../../../common/detection';

/** The source that events of a style come from. */
export function styleLabel(style: EventStyle): string {
  switch (style) {
    case 'elastic_defend':
      return 'Elastic Defend';
    case 'sysmon':
      return 'Sysmon';
    case 'winlogbeat':
      return 'Winlogbeat';
    case 'windows_security':
      return 'Windows Security';
    case 'powershell_log':
      return 'PowerShell';
    case 'alerts':
      return i18n.translate('stagingWatch.coverage.alertsStyleLabel', { defaultMessage: 'Alerts' });
  }
}
