import { i18n } from '@kbn/i18n';
import type { ExclusionRow } from '../../../common/api';

/** Who wrote the exclusion. */
export function sourceLabel(source: ExclusionRow['source']): string {
  return source === 'seed' ? i18n.translate('stagingWatch.tuning.seedSourceLabel', { defaultMessage: 'Vendor seed' }) : i18n.translate('stagingWatch.tuning.projectSourceLabel', { defaultMessage: 'Staging Watch' });
}
