import type { SavedObjectsClientContract, SavedObjectsType } from '@kbn/core/server';
import type { ContractLine } from '../http/contract_line';
import { elasticsearchStatus } from '../saved_objects/saved_object_errors';
import { Boom, isBoom } from '@hapi/boom';

/** What a plugin or core registers for a setting. */
export interface UiSettingDefinition {
  readonly name?: string;
  readonly value?: unknown;
  readonly type?: string;
  readonly options?: readonly string[];
  readonly description?: string;
  readonly category?: readonly string[];
  readonly requiresPageReload?: boolean;
}

/** Settings of one space, read and written with the rights of the saved objects client given. */
export interface UiSettingsClient {
  get<T = unknown>(key: string): Promise<T>;
  getAll<T = unknown>(): Promise<Record<string, T>>;
  /** Those that differ from their default. */
  getUserProvided(): Promise<Record<string, { readonly userValue: unknown }>>;
  getRegistered(): Readonly<Record<string, UiSettingDefinition>>;
  set(key: string, value: unknown): Promise<void>;
  setMany(changes: Readonly<Record<string, unknown>>): Promise<void>;
  remove(key: string): Promise<void>;
  isOverridden(key: string): boolean;
}

const TYPE = 'config';

/** The saved object that holds a space's settings; its id is the Kibana version, as in Kibana. */
export const configSavedObjectType: SavedObjectsType = {
  name: TYPE,
  hidden: false,
  namespaceType: 'single',
  mappings: { dynamic: false, properties: { buildNum: { type: 'keyword' } } },
};

/** Settings that core registers, as far as plugins and the page read them; defaults are those of Kibana 8.12. */
const CORE_SETTINGS: Readonly<Record<string, UiSettingDefinition>> = {
  'theme:darkMode': { name: 'Dark mode', value: 'disabled', type: 'select', options: ['enabled', 'disabled'], requiresPageReload: true },
  dateFormat: { name: 'Date format', value: 'MMM D, YYYY @ HH:mm:ss.SSS', type: 'string' },
  'dateFormat:tz': { name: 'Time zone', value: 'Browser', type: 'string', requiresPageReload: true },
  'dateFormat:dow': { name: 'Day of week', value: 'Sunday', type: 'select' },
  'timepicker:timeDefaults': { name: 'Time filter defaults', value: '{\n  "from": "now-15m",\n  "to": "now"\n}', type: 'json' },
  'timepicker:refreshIntervalDefaults': { name: 'Time filter refresh interval', value: '{\n  "pause": true,\n  "value": 60000\n}', type: 'json' },
  defaultRoute: { name: 'Default route', value: '/app/home', type: 'string' },
};

export class UiSettingsService {
  private readonly registered = new Map<string, UiSettingDefinition>(Object.entries(CORE_SETTINGS));
  private readonly kibanaVersion: string;
  private readonly overrides: Readonly<Record<string, unknown>>;

  /** `overrides` come from the configuration (`uiSettings.overrides`) and cannot be changed by anybody. */
  constructor(line: ContractLine, overrides: Readonly<Record<string, unknown>> = {}) {
    this.kibanaVersion = line.version;
    this.overrides = overrides;
    // A switch in 8.12, a choice in 9.x.
    if (line.gatesByTags) this.registered.set('theme:darkMode', { name: 'Dark mode', value: false, type: 'boolean', requiresPageReload: true });
  }

  /** The values of a space that differ from the defaults. */
  async valuesOver(savedObjects: SavedObjectsClientContract): Promise<Record<string, unknown>> {
    return { ...(await this.read(savedObjects)), ...this.overrides };
  }

  /** Throws where a key is taken. */
  register(settings: Readonly<Record<string, UiSettingDefinition>>): void {
    for (const [key, definition] of Object.entries(settings)) {
      if (this.registered.has(key)) throw new Error(`uiSettings for the key [${key}] has been already registered`);
      this.registered.set(key, definition);
    }
  }

  clientOver(savedObjects: SavedObjectsClientContract): UiSettingsClient {
    const client: UiSettingsClient = {
      async get<T>(key: string) {
        return (await client.getAll<T>())[key] as T;
      },
      getAll: async <T>() => {
        const defaults = Object.fromEntries([...this.registered].map(([key, { value }]) => [key, value]));
        return { ...defaults, ...(await this.valuesOver(savedObjects)) } as Record<string, T>;
      },
      getUserProvided: async () => {
        return Object.fromEntries(Object.entries(await this.valuesOver(savedObjects)).map(([key, userValue]) => [key, { userValue, ...(this.isOverridden(key) ? { isOverridden: true } : {}) }]));
      },
      getRegistered: () => Object.fromEntries(this.registered),
      set: (key, value) => client.setMany({ [key]: value }),
      setMany: (changes) => this.write(savedObjects, changes),
      remove: (key) => client.setMany({ [key]: null }),
      isOverridden: (key) => this.isOverridden(key),
    };
    return client;
  }

  private isOverridden(key: string): boolean {
    return Object.hasOwn(this.overrides, key);
  }

  private async read(savedObjects: SavedObjectsClientContract): Promise<Record<string, unknown>> {
    try {
      const { attributes } = await savedObjects.get<Record<string, unknown>>(TYPE, this.kibanaVersion);
      return Object.fromEntries(Object.entries(attributes).filter(([key, value]) => key !== 'buildNum' && value !== null));
    } catch (error) {
      if (statusOf(error) === 404 || statusOf(error) === 403) return {};
      throw error;
    }
  }

  /** `null` puts a setting back to its default. */
  private async write(savedObjects: SavedObjectsClientContract, changes: Readonly<Record<string, unknown>>): Promise<void> {
    const overridden = Object.keys(changes).find((key) => this.isOverridden(key));
    if (overridden !== undefined) throw new Boom(`Unable to update "${overridden}" because it is overridden`, { statusCode: 400 });
    try {
      await savedObjects.update(TYPE, this.kibanaVersion, { ...changes });
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      await savedObjects.create(TYPE, { ...changes }, { id: this.kibanaVersion, overwrite: true });
    }
  }
}

function statusOf(error: unknown): number | undefined {
  return isBoom(error) ? error.output.statusCode : elasticsearchStatus(error);
}
