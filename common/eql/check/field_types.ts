import type { EqlType } from '../language/index';

const typeOfField: Readonly<Record<string, EqlType>> = {
  keyword: 'keyword', constant_keyword: 'keyword', wildcard: 'keyword', text: 'keyword', match_only_text: 'keyword',
  byte: 'integer', short: 'integer', integer: 'integer', long: 'long', unsigned_long: 'unsigned_long',
  half_float: 'double', float: 'double', double: 'double', scaled_float: 'double',
  date: 'datetime', date_nanos: 'datetime', boolean: 'boolean', ip: 'ip', version: 'version',
};

/** The type of expression a field of this Elasticsearch type is; `unsupported` for what EQL cannot use. */
export function typeOfFieldType(esType: string): EqlType {
  return Object.hasOwn(typeOfField, esType) ? (typeOfField[esType] as EqlType) : 'unsupported';
}

/** True for text types, whose exact values are in a sub-field. */
export function isTextType(esType: string): boolean {
  return esType === 'text' || esType === 'match_only_text';
}

const numericTypes: ReadonlySet<EqlType> = new Set<EqlType>(['integer', 'long', 'unsigned_long', 'double']);

export function isNumericType(type: EqlType): boolean {
  return numericTypes.has(type);
}

/** Whether values of the two types can stand in one list or be join keys of one place (`DataTypes.areCompatible`). */
export function areCompatible(left: EqlType, right: EqlType): boolean {
  return left === right || left === 'null' || right === 'null' || (isNumericType(left) && isNumericType(right));
}

const rank: readonly EqlType[] = ['integer', 'long', 'unsigned_long', 'double'];

/** The type of a number made of two: the wider one. */
export function commonNumericType(left: EqlType, right: EqlType): EqlType {
  return rank[Math.max(rank.indexOf(left), rank.indexOf(right))] ?? 'null';
}
