import type { DataView, DataViewField } from '../../../../../common/kql';
import { indexPath } from './rule_run';
import type { RuleRun } from './rule_run';

interface FieldCapabilities {
  readonly fields?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const dateTypes = new Set(['date', 'date_nanos']);
const numberTypes = new Set(['byte', 'short', 'integer', 'long', 'unsigned_long', 'float', 'half_float', 'double', 'scaled_float']);
const ownTypes = new Set(['ip', 'boolean', 'geo_point', 'nested', 'object', 'flattened']);

function kibanaType(esType: string): string {
  if (dateTypes.has(esType)) return 'date';
  if (numberTypes.has(esType)) return 'number';
  return ownTypes.has(esType) ? esType : 'string';
}

function nestedPath(name: string, nested: ReadonlySet<string>): string | undefined {
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) if (nested.has(name.slice(0, dot))) return name.slice(0, dot);
  return undefined;
}

/** The fields of an answer of field caps as Kibana's data view has them; objects are no fields. Pure part of `loadDataView`. */
export function toDataView({ fields = {} }: FieldCapabilities): DataView {
  const typesByName = Object.entries(fields).map(([name, types]) => [name, Object.keys(types).filter((type) => type !== 'unmapped')] as const);
  const nested = new Set(typesByName.filter(([, types]) => types.includes('nested')).map(([name]) => name));
  const found = typesByName.filter(([, types]) => !types.every((type) => type === 'object')).map(([name, esTypes]): DataViewField => {
    const path = nestedPath(name, nested);
    const types = new Set(esTypes.map(kibanaType));
    return { name, type: types.size === 1 ? ([...types][0] ?? 'unknown') : 'conflict', esTypes, ...(path === undefined ? {} : { subType: { nested: { path } } }) };
  });
  return { fields: found.sort((left, right) => (left.name < right.name ? -1 : 1)) };
}

/** The types of the named fields in the indices of a run, read with the rule's identity. */
export async function loadDataView(run: RuleRun, names: readonly string[]): Promise<DataView> {
  if (names.length === 0) return { fields: [] };
  const answer = await run.client.transport.request<FieldCapabilities>({
    method: 'POST',
    path: `/${indexPath(run)}/_field_caps`,
    querystring: { fields: [...new Set(names)].join(','), allow_no_indices: true, ignore_unavailable: true },
  });
  return toDataView(answer);
}
