import type { JsonObject } from '../../../../common/query_dsl';
import { nestSettings, type FlatSettings } from '../cluster/index_settings';
import type { AliasProperties, IndexState } from '../cluster/index_state';
import type { BodyValue } from '../json/write_json';

/** The mapping as `GET _mapping` shows it; backing indices of data streams say so. */
export function describeMapping(index: IndexState): BodyValue {
  return { ...(index.dataStream === undefined ? {} : { _data_stream_timestamp: { enabled: true } }), ...index.mapping.source } as BodyValue;
}

export function describeSettings(index: { readonly settings: FlatSettings }, flat: boolean): BodyValue {
  return flat ? (index.settings as BodyValue) : (nestSettings(index.settings) as BodyValue);
}

export function describeAliases(index: IndexState, wanted: (alias: string) => boolean = () => true): Record<string, BodyValue> {
  return Object.fromEntries([...index.aliases].filter(([alias]) => wanted(alias)).map(([alias, properties]) => [alias, describeAlias(properties)]));
}

export function describeAlias(properties: AliasProperties): BodyValue {
  return properties as JsonObject as BodyValue;
}
