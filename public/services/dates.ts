import { i18n } from '@kbn/i18n';
import moment from 'moment';
import { useMemo } from 'react';
import { relativeUnit } from './relative_unit';
import { useServices } from './services_context';

/** Dates as the user's Kibana settings want them. */
export interface Dates {
  /** `dateFormat` in the zone of `dateFormat:tz`; the text itself where it is no date. */
  absolute(iso: string): string;
  /** Time of day with milliseconds, for rows that stand under a date. */
  timeOfDay(iso: string): string;
  /** The day, for headings. */
  day(iso: string): string;
  /** "4 minutes ago" below 24 hours, else the absolute date. */
  relative(iso: string, now?: number): string;
  /** Absolute date, zone with offset, and UTC: what a tooltip says. */
  full(iso: string): string;
  readonly dateFormat: string;
}

type Zoned = typeof moment & { tz(time: string, zone: string): moment.Moment };
const knowsZones = (library: typeof moment): library is Zoned => 'tz' in library;

/** Makes the formatter from `dateFormat` and `dateFormat:tz` (`Browser` is the machine's own zone). */
export function createDates(dateFormat: string, zone: string): Dates {
  const inZone = (iso: string): moment.Moment => (zone !== 'Browser' && knowsZones(moment) ? moment.tz(iso, zone) : moment(iso));
  const format = (iso: string, pattern: string): string => {
    const time = inZone(iso);
    return time.isValid() ? time.format(pattern) : iso;
  };
  const absolute = (iso: string): string => format(iso, dateFormat);
  const zoneName = zone === 'Browser' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone;
  return {
    dateFormat,
    absolute,
    timeOfDay: (iso) => format(iso, 'HH:mm:ss.SSS'),
    day: (iso) => format(iso, 'LL'),
    relative(iso, now = Date.now()) {
      const unit = relativeUnit(new Date(iso).getTime() - now);
      return unit === undefined ? absolute(iso) : new Intl.RelativeTimeFormat(i18n.getLocale(), { numeric: 'auto' }).format(unit.amount, unit.unit);
    },
    full(iso) {
      const time = inZone(iso);
      if (!time.isValid()) return iso;
      return i18n.translate('stagingWatch.dates.fullTooltip', {
        defaultMessage: '{local} ({zone}, UTC{offset}); {utc} UTC',
        values: { local: time.format(dateFormat), zone: zoneName, offset: time.format('Z'), utc: moment.utc(iso).format('YYYY-MM-DD HH:mm:ss.SSS') },
      });
    },
  };
}

/** The formatter of the current user. */
export function useDates(): Dates {
  const services = useServices();
  return useMemo(() => createDates(services.setting('dateFormat', 'MMM D, YYYY @ HH:mm:ss.SSS'), services.setting('dateFormat:tz', 'Browser')), [services]);
}
