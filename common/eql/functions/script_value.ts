/** A value inside a function: whole numbers as bigint, doubles as number, dates and ip addresses as their text. */
export type ScriptValue = string | bigint | number | boolean | null;

/** Java's `Double.toString`. */
export function javaDoubleText(value: number): string {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? 'Infinity' : '-Infinity';
  }
  if (value === 0) {
    return Object.is(value, -0) ? '-0.0' : '0.0';
  }
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
}

/** Java's `toString` of a value that is not null. */
export function scriptText(value: Exclude<ScriptValue, null>): string {
  return typeof value === 'number' ? javaDoubleText(value) : String(value);
}

/** Java's `Double.compare`: NaN is greatest and equal to itself, -0.0 is below 0.0. */
export function compareDoubles(left: number, right: number): number {
  if (left < right) {
    return -1;
  }
  if (left > right) {
    return 1;
  }
  const [leftRank, rightRank] = [left, right].map((value) => (Number.isNaN(value) ? 1 : Object.is(value, -0) ? -1 : 0)) as [number, number];
  return Math.sign(leftRank - rightRank);
}

/** Elasticsearch's `Comparisons.compare`: null where the two cannot be compared. */
export function compareScriptValues(left: ScriptValue, right: ScriptValue): number | null {
  if (left === null || right === null) {
    return null;
  }
  if (isNumeric(left) && isNumeric(right)) {
    return typeof left === 'bigint' && typeof right === 'bigint' ? Number(left > right) - Number(left < right) : compareDoubles(Number(left), Number(right));
  }
  if (typeof left === 'string' && typeof right === 'string') {
    return Number(left > right) - Number(left < right);
  }
  return typeof left === 'boolean' && typeof right === 'boolean' ? Number(left) - Number(right) : null;
}

/** True for bigint and number. */
export function isNumeric(value: ScriptValue): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}
