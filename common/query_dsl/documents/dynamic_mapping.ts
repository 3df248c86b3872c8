import { compileDateFormat } from '../dates/date_format';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json';
import { parseDecimal } from '../values/number_values';
import { templateMapping, type DynamicType } from './dynamic_templates';

const DEFAULT_DATE_FORMATS = ['strict_date_optional_time', 'yyyy/MM/dd HH:mm:ss||yyyy/MM/dd'];

/** What one value says about a new field; undefined where it says nothing (null, empty array). */
export interface NewField {
  readonly definition: JsonObject;
  readonly runtimeType: string | undefined;
}

/**
 * The mapping a document's value gives to a field nobody mapped (`dynamic: true`), from the root's settings
 * (`dynamic_templates`, `date_detection`, `numeric_detection`, `dynamic_date_formats`).
 */
export function newField(root: JsonObject, path: string, value: JsonValue): NewField | undefined {
  if (isJsonArray(value)) {
    for (const item of value) {
      const found = newField(root, path, item);
      if (found) return found;
    }
    return undefined;
  }
  if (value === null) return undefined;
  if (isJsonObject(value)) return objectField(root, path);
  const detected = detect(root, value);
  const template = templateMapping(root.dynamic_templates, path, detected.type);
  return { definition: template ?? detected.definition, runtimeType: detected.runtimeType };
}

function objectField(root: JsonObject, path: string): NewField {
  const template = templateMapping(root.dynamic_templates, path, 'object');
  return { definition: template ?? { type: 'object' }, runtimeType: undefined };
}

interface Detected {
  readonly type: DynamicType;
  readonly definition: JsonObject;
  readonly runtimeType: string;
}

function detect(root: JsonObject, value: string | number | bigint | boolean): Detected {
  if (typeof value === 'boolean') return { type: 'boolean', definition: { type: 'boolean' }, runtimeType: 'boolean' };
  if (typeof value === 'string') return detectString(root, value);
  return typeof value === 'bigint' || Number.isInteger(value) ? LONG : DOUBLE;
}

const LONG: Detected = { type: 'long', definition: { type: 'long' }, runtimeType: 'long' };
const DOUBLE: Detected = { type: 'double', definition: { type: 'float' }, runtimeType: 'double' };
const STRING: Detected = {
  type: 'string',
  definition: { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } },
  runtimeType: 'keyword',
};

function detectString(root: JsonObject, text: string): Detected {
  if (root.numeric_detection === true) {
    if (/^[+-]?\d{1,18}$/.test(text)) return LONG;
    if (parseDecimal(text)) return DOUBLE;
  }
  if (root.date_detection !== false && /[:/-]/.test(text) && text.length < 100) {
    const format = dateFormats(root).find((candidate) => readsAs(candidate, text));
    if (format !== undefined) return { type: 'date', definition: dateDefinition(format), runtimeType: 'date' };
  }
  return STRING;
}

function dateFormats(root: JsonObject): readonly string[] {
  return Array.isArray(root.dynamic_date_formats) ? root.dynamic_date_formats.map(String) : DEFAULT_DATE_FORMATS;
}

function readsAs(format: string, text: string): boolean {
  try {
    compileDateFormat(format).parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Elasticsearch lets a found format also read milliseconds, and shows an empty locale. */
function dateDefinition(format: string): JsonObject {
  if (format === 'strict_date_optional_time') return { type: 'date' };
  return { type: 'date', format: `${format}||epoch_millis`, locale: '' };
}
