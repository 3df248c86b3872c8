import moment from 'moment-timezone';
import type { SettingsClient } from './settings_client';

/** Makes the page's shared Moment follow `dateFormat:tz` and `dateFormat:dow`, as Kibana's core does before any plugin runs. */
export function applyDateSettings(settings: SettingsClient, locale: string): void {
  moment.locale(locale);
  const dayOfWeek = moment.weekdays().indexOf(settings.get<string>('dateFormat:dow'));
  if (dayOfWeek >= 0) moment.updateLocale(moment.locale(), { week: { dow: dayOfWeek, doy: moment.localeData().firstDayOfYear() } });
  const zone = settings.get<string>('dateFormat:tz');
  moment.tz.setDefault(zone === 'Browser' ? moment.tz.guess() : zone);
}
