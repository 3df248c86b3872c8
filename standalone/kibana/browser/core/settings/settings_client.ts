import { of, type Observable } from 'rxjs';
import { defaultSettings } from './default_settings';

/** `core.uiSettings` and `core.settings.client`: read only, since this host keeps no settings. */
export interface SettingsClient {
  get<T = unknown>(key: string, defaultValue?: T): T;
  get$<T = unknown>(key: string, defaultValue?: T): Observable<T>;
  isDeclared(key: string): boolean;
}

/** Takes the values that differ from the defaults. `get` throws on a key that nobody declared, as Kibana does, unless a default is passed. */
export function createSettingsClient(values: Readonly<Record<string, unknown>>): SettingsClient {
  const settings = new Map(Object.entries({ ...defaultSettings, ...values }));
  const get = <T>(key: string, defaultValue?: T): T => {
    if (settings.has(key)) return settings.get(key) as T;
    if (defaultValue !== undefined) return defaultValue;
    throw new Error(`Unexpected \`IUiSettingsClient.get("${key}")\` call on unrecognized configuration setting "${key}".`);
  };
  return { get, get$: (key, defaultValue) => of(get(key, defaultValue)), isDeclared: (key) => settings.has(key) };
}
