import { i18n } from '@kbn/i18n';
import { durationParts } from './duration_parts';

/** "350 ms", "2.3 s", "4 m 5 s", "3 h 20 m", "2 d 1 h". */
export function formatDuration(lengthMs: number): string {
  const parts = durationParts(lengthMs);
  switch (parts.unit) {
    case 'ms':
      return i18n.translate('stagingWatch.duration.millisecondsLabel', { defaultMessage: '{amount, number} ms', values: { amount: parts.amount } });
    case 's':
      return i18n.translate('stagingWatch.duration.secondsLabel', { defaultMessage: '{amount, number} s', values: { amount: parts.amount } });
    case 'm':
      return parts.seconds === 0
        ? i18n.translate('stagingWatch.duration.wholeMinutesLabel', { defaultMessage: '{minutes, number} m', values: { minutes: parts.minutes } })
        : i18n.translate('stagingWatch.duration.minutesLabel', { defaultMessage: '{minutes, number} m {seconds, number} s', values: { minutes: parts.minutes, seconds: parts.seconds } });
    case 'h':
      return i18n.translate('stagingWatch.duration.hoursLabel', { defaultMessage: '{hours, number} h {minutes, number} m', values: { hours: parts.hours, minutes: parts.minutes } });
    case 'd':
      return i18n.translate('stagingWatch.duration.daysLabel', { defaultMessage: '{days, number} d {hours, number} h', values: { days: parts.days, hours: parts.hours } });
  }
}
