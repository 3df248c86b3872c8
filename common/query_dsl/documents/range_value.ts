import { DateMathError, parseDateMath } from '../dates/date_math';
import { momentToMs } from '../dates/date_fields';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { isScalar, scalarText, type Field, type Scalar } from '../mapping/field';
import type { RangeValue } from '../mapping/field_type';
import { illegalValue } from '../mapping/value_error';
import { cidrBounds, ipKey, neighbourIp } from '../values/ip_address';
import { compactInteger, INTEGER_BOUNDS, parseDecimal, truncate } from '../values/number_values';

type Bound = string | number | bigint;

/** Reads `{ gte, gt, lte, lt }` (or a CIDR block for ip_range) into inclusive bounds. Throws ValueError. */
export function parseRange(field: Field, value: Scalar | JsonObject): RangeValue {
  if (!isJsonObject(value)) {
    if (field.rangeOf === 'ip' && typeof value === 'string' && value.includes('/')) return cidr(value);
    throw illegalValue(`error parsing field [${field.path}], expected an object but got ${scalarText(value)}`);
  }
  let lower: Bound | undefined;
  let upper: Bound | undefined;
  for (const [key, bound] of Object.entries(value)) {
    if (key === 'gte' || key === 'gt' || key === 'from') lower = rangeBound(field, bound ?? null, key === 'gt' ? 1 : 0, false);
    else if (key === 'lte' || key === 'lt' || key === 'to') upper = rangeBound(field, bound ?? null, key === 'lt' ? -1 : 0, true);
    else throw illegalValue(`error parsing field [${field.path}], with unknown parameter [${key}]`);
  }
  return { lower, upper };
}

function cidr(text: string): RangeValue {
  try {
    return cidrBounds(text);
  } catch (error) {
    throw illegalValue(error instanceof Error ? error.message : text);
  }
}

/** One bound as a doc value of the element type; `step` moves an exclusive bound to the next value inside. */
export function rangeBound(field: Field, bound: JsonValue, step: -1 | 0 | 1, isUpper: boolean): Bound | undefined {
  if (!isScalar(bound)) return undefined;
  const text = scalarText(bound);
  switch (field.rangeOf) {
    case 'date':
      return dateBound(field, text, isUpper) + step;
    case 'ip':
      return ipBound(text, step);
    case 'integer':
    case 'long':
      return wholeBound(field.rangeOf, text, step);
    default:
      return floatBound(text, step, field.rangeOf === 'float');
  }
}

function dateBound(field: Field, text: string, isUpper: boolean): number {
  if (!field.dateFormat) throw illegalValue(`field [${field.path}] has no date format`);
  try {
    return momentToMs(parseDateMath(text, { format: field.dateFormat, now: 0, roundUp: isUpper && text.includes('||') }));
  } catch (error) {
    if (error instanceof DateMathError || error instanceof Error) throw illegalValue(error.message);
    throw error;
  }
}

function ipBound(text: string, step: -1 | 0 | 1): string | undefined {
  const key = ipKey(text);
  if (key === undefined) throw illegalValue(`'${text}' is not an IP string literal.`);
  return step === 0 ? key : neighbourIp(key, step);
}

function wholeBound(type: string, text: string, step: -1 | 0 | 1): number | bigint {
  const decimal = parseDecimal(text);
  const bounds = INTEGER_BOUNDS[type];
  if (!decimal || !bounds) throw illegalValue(`For input string: "${text}"`);
  const { whole } = truncate(decimal);
  if (whole < bounds.min || whole > bounds.max) throw illegalValue(`Value [${text}] is out of range for ${bounds.word}`);
  return compactInteger(whole + BigInt(step));
}

function floatBound(text: string, step: -1 | 0 | 1, single: boolean): number {
  const value = parseDecimal(text) ? Number(text) : NaN;
  if (Number.isNaN(value)) throw illegalValue(`For input string: "${text}"`);
  const stored = single ? Math.fround(value) : value;
  return step === 0 ? stored : nextDouble(stored, step);
}

/** The neighbouring double. */
export function nextDouble(value: number, step: -1 | 1): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return step * Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0) + (value > 0 === step > 0 ? 1n : -1n);
  view.setBigInt64(0, bits);
  return view.getFloat64(0);
}
