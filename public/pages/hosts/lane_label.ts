import { i18n } from '@kbn/i18n';
import type { TimelineRow } from '../../../common/timeline';

/** The word of a lane. */
export function laneLabel(lane: TimelineRow['lane']): string {
  switch (lane) {
    case 'process':
      return i18n.translate('stagingWatch.timeline.processLaneLabel', { defaultMessage: 'Process' });
    case 'file':
      return i18n.translate('stagingWatch.timeline.fileLaneLabel', { defaultMessage: 'File' });
    case 'registry':
      return i18n.translate('stagingWatch.timeline.registryLaneLabel', { defaultMessage: 'Registry' });
    case 'alert':
      return i18n.translate('stagingWatch.timeline.alertLaneLabel', { defaultMessage: 'Alert' });
  }
}

/** The icon of a lane, in both EUI versions. */
export const laneIcon: Readonly<Record<TimelineRow['lane'], string>> = { process: 'console', file: 'document', registry: 'tableDensityNormal', alert: 'warning' };
