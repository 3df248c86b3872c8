import type { CompiledMapping, Field } from '../../query_dsl/index';
import type { DataView, DataViewField } from '../convert/data_view';

/** Field caps families that differ from the type's own name. */
const FAMILIES: Readonly<Record<string, string>> = { wildcard: 'keyword', constant_keyword: 'keyword', match_only_text: 'text' };

const KIBANA_TYPES: Readonly<Record<string, string>> = {
  keyword: 'string', text: 'string', version: 'string', date: 'date', date_nanos: 'date', ip: 'ip', boolean: 'boolean', geo_point: 'geo_point',
  byte: 'number', short: 'number', integer: 'number', long: 'number', unsigned_long: 'number', float: 'number', half_float: 'number',
  double: 'number', scaled_float: 'number', flattened: 'flattened', binary: 'unknown', date_range: 'date_range', ip_range: 'ip_range',
  integer_range: 'number_range', long_range: 'number_range', float_range: 'number_range', double_range: 'number_range',
};

const METADATA: readonly DataViewField[] = [
  { name: '_id', type: 'string', esTypes: ['_id'] },
  { name: '_ignored', type: 'unknown', esTypes: ['_ignored'] },
  { name: '_index', type: 'string', esTypes: ['_index'] },
  { name: '_score', type: 'number' },
  { name: '_source', type: '_source', esTypes: ['_source'] },
];

/**
 * The data view Kibana would show over indices with these mappings: wildcard fields as keyword, a field of two types as `conflict`,
 * fields by name.
 */
export function dataViewOf(mappings: readonly CompiledMapping[]): DataView {
  const names = [...new Set(mappings.flatMap((mapping) => mapping.fieldNames()))].sort();
  const fields = names.map((name) => fieldOf(name, mappings.flatMap((mapping) => mapping.resolve(name) ?? []), mappings));
  return { fields: [...fields, ...METADATA].sort((left, right) => (left.name < right.name ? -1 : 1)) };
}

function fieldOf(name: string, fields: readonly Field[], mappings: readonly CompiledMapping[]): DataViewField {
  const esTypes = [...new Set(fields.map((field) => FAMILIES[field.type] ?? field.type))].sort();
  const types = new Set(esTypes.map((type) => KIBANA_TYPES[type] ?? 'unknown'));
  const [first] = fields;
  const isAlias = mappings.some((mapping) => mapping.isAlias(name));
  const nested = first?.nestedPath === undefined ? {} : { nested: { path: first.nestedPath } };
  const multi = first?.parentPath === undefined || isAlias ? {} : { multi: { parent: first.parentPath } };
  const subType = { ...nested, ...multi };
  return {
    name,
    type: types.size === 1 ? ([...types][0] ?? 'unknown') : 'conflict',
    esTypes,
    ...(Object.keys(subType).length > 0 ? { subType } : {}),
  };
}
