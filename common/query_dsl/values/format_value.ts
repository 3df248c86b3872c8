import { compileDateFormat } from '../dates/date_format';
import { momentOfMs, momentOfNanos } from '../dates/date_fields';
import { findTimeZone } from '../dates/time_zone';
import type { Field } from '../mapping/field';
import type { FieldValue } from '../mapping/field_type';
import { ipKey } from './ip_address';
import { shortestFloat } from './number_values';
import { versionKey } from './version_order';

/**
 * A doc value as the search option `fields` prints it: dates by `format` (the field's own by default), floats in their
 * shortest form. Throws a plain Error for a format that does not exist (`Invalid format: [..]: …`).
 */
export function formatValue(field: Field, value: FieldValue, format?: string, timeZone?: string): FieldValue {
  switch (field.family) {
    case 'date':
    case 'date_nanos': {
      const printer = format === undefined ? (field.dateFormat ?? compileDateFormat('strict_date_optional_time')) : compileDateFormat(format);
      const zone = timeZone === undefined ? undefined : findTimeZone(timeZone);
      return printer.print(typeof value === 'bigint' ? momentOfNanos(value) : momentOfMs(Number(value)), zone);
    }
    case 'float':
      return field.type === 'float' ? shortestFloat(Number(value)) : value;
    default:
      return value;
  }
}

/**
 * A value whose plain order (`<`) is the order of the field's sort and aggregations: numbers for booleans, keys for ip and
 * version. Keyword texts need `compareCodePoints`.
 */
export function sortableValue(field: Field, value: FieldValue): string | number | bigint {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (field.family === 'ip') return ipKey(String(value)) ?? '';
  return field.family === 'version' ? versionKey(String(value)) : value;
}
