import { i18n } from '@kbn/i18n';
import { useServices } from './services_context';

export interface QuickRange {
  readonly from: string;
  readonly to: string;
  readonly display: string;
}

/** The quick ranges of Kibana's setting `timepicker:quickRanges`; a few of our own where the host has none. */
export function useQuickRanges(): readonly QuickRange[] {
  const configured: unknown = useServices().setting<unknown>('timepicker:quickRanges', undefined);
  return Array.isArray(configured) && configured.length > 0 && configured.every(isQuickRange) ? configured : ownRanges();
}

function isQuickRange(value: unknown): value is QuickRange {
  return typeof value === 'object' && value !== null && ['from', 'to', 'display'].every((key) => typeof Reflect.get(value, key) === 'string');
}

function ownRanges(): readonly QuickRange[] {
  return [
    { from: 'now-1h', to: 'now', display: i18n.translate('stagingWatch.time.lastHourLabel', { defaultMessage: 'Last 1 hour' }) },
    { from: 'now-24h', to: 'now', display: i18n.translate('stagingWatch.time.lastDayLabel', { defaultMessage: 'Last 24 hours' }) },
    { from: 'now-7d', to: 'now', display: i18n.translate('stagingWatch.time.lastWeekLabel', { defaultMessage: 'Last 7 days' }) },
    { from: 'now-30d', to: 'now', display: i18n.translate('stagingWatch.time.lastMonthLabel', { defaultMessage: 'Last 30 days' }) },
    { from: 'now-1y', to: 'now', display: i18n.translate('stagingWatch.time.lastYearLabel', { defaultMessage: 'Last 1 year' }) },
  ];
}
