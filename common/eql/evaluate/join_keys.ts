/** Join keys: how they are read, compared, printed and met by missing events. (One concept: the value of a join key.) */
import { isTextType, type CheckedKey } from '../check/index';
import { EqlError } from '../errors/index';
import { parseIp } from '../functions/index';
import type { EqlEvent, EqlValue } from '../schema/event_source';
import { compareVersions, readerOf } from './fields/index';
import { dateText } from './script_dates';

/** One value of a join key; null for an optional key without a value. */
export interface KeyValue {
  readonly value: EqlValue | null;
  /** The Elasticsearch type of the field; undefined for `?name` that is not mapped. */
  readonly type: string | undefined;
  /** Two values are equal when their identities are: type and value (eql-observed.md §3.5). */
  readonly identity: string;
}

/** The values of all keys of one event for one sequence. */
export interface KeyTuple {
  readonly identity: string;
  readonly values: readonly KeyValue[];
}

const identityTypes: Readonly<Record<string, string>> = { keyword: 's', constant_keyword: 's', wildcard: 's', text: 's', long: 'l', unsigned_long: 'l', date: 't', date_nanos: 't' };

function identityOf(type: string, value: EqlValue): string {
  const kind = Object.hasOwn(identityTypes, type) ? (identityTypes[type] as string) : type;
  const comparable = type === 'date' ? BigInt(value) * 1_000_000n : type === 'date_nanos' ? BigInt(value) : value;
  return `${kind}:${String(comparable)}`;
}

const nullKey: KeyValue = { value: null, type: undefined, identity: '-' };
const noKeys: readonly KeyTuple[] = [{ identity: '', values: [] }];

type KeyReader = (event: EqlEvent) => readonly KeyValue[];

function keyReader({ field, optional }: CheckedKey): KeyReader {
  if (field === undefined) {
    return () => [nullKey];
  }
  const { type } = field.exact;
  const read = readerOf(field.exact);
  const none: readonly KeyValue[] = optional ? [{ value: null, type, identity: '-' }] : [];
  return (event) => {
    const values = read(event);
    const [only] = values;
    if (only === undefined) {
      return none;
    }
    if (values.length === 1) {
      return [{ value: only, type, identity: identityOf(type, only) }];
    }
    const keys = values.map((value) => ({ value, type, identity: identityOf(type, value) }));
    return keys.filter((key, index) => keys.findIndex(({ identity }) => identity === key.identity) === index).sort(compareKeyValues);
  };
}

/** All key tuples of an event: every combination of its distinct values; none when a mandatory key is missing. */
export type TupleReader = (event: EqlEvent) => readonly KeyTuple[];

const separator = '\u0000';

function joined(values: readonly KeyValue[]): KeyTuple {
  return { identity: values.map(({ identity }) => `${identity.length}${separator}${identity}`).join(separator), values };
}

/** Reads the key tuples of one term. */
export function tupleReader(keys: readonly CheckedKey[]): TupleReader {
  if (keys.length === 0) {
    return () => noKeys;
  }
  const readers = keys.map(keyReader);
  const [only] = readers;
  if (readers.length === 1 && only !== undefined) {
    return (event) => only(event).map((key) => ({ identity: key.identity, values: [key] }));
  }
  return (event) => {
    const all = readers.map((read) => read(event));
    if (all.every(({ length }) => length === 1)) {
      return [joined(all.map(([key]) => key as KeyValue))];
    }
    let tuples: KeyValue[][] = [[]];
    for (const values of all) {
      tuples = tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
    }
    return tuples.map(joined);
  };
}

/** Order of two values of one key: null first, versions by version, texts by code unit. */
export function compareKeyValues(left: KeyValue, right: KeyValue): number {
  if (left.value === null || right.value === null) {
    return Number(left.value !== null) - Number(right.value !== null);
  }
  if (left.type === 'version') {
    return compareVersions(String(left.value), String(right.value));
  }
  if (left.type === 'ip') {
    const [a, b] = [parseIp(String(left.value)) ?? 0n, parseIp(String(right.value)) ?? 0n];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
}

/** Order of two tuples, key by key. */
export function compareTuples(left: KeyTuple, right: KeyTuple): number {
  for (let index = 0; index < left.values.length; index += 1) {
    const order = compareKeyValues(left.values[index] as KeyValue, right.values[index] as KeyValue);
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

/** A key as an answer shows it: dates as text, whole numbers exact, a float with the digits of its precision. Throws for date_nanos with a part below 1 ms. */
export function printKey({ value, type }: KeyValue): string | number | bigint | boolean | null {
  if (value === null) {
    return null;
  }
  if (type === 'date') {
    return dateText('date', value);
  }
  if (type === 'date_nanos') {
    if (BigInt(value) % 1_000_000n !== 0n) {
      throw new EqlError('illegal_argument_exception', 'number_format_exception: a date_nanos join key with a part below one millisecond cannot be printed');
    }
    return dateText('date', Number(BigInt(value) / 1_000_000n));
  }
  if (type === 'float' && typeof value === 'number') {
    return shortestSingle(value);
  }
  return typeof value === 'bigint' && value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** The shortest decimal number that is this single-precision number. */
function shortestSingle(value: number): number {
  for (let digits = 1; digits <= 9; digits += 1) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) {
      return candidate;
    }
  }
  return value;
}

/** Whether a key of a missing term can be compared as plain text: no dates and no analysed words. */
export function isPlainKey({ field }: CheckedKey): boolean {
  return field !== undefined && field.type !== 'datetime' && !isTextType(field.field.type);
}

/** The keys of an event of a missing term as texts, every combination; only for plain keys. */
export function plainKeyTexts(keys: readonly CheckedKey[], event: EqlEvent): readonly string[] {
  let texts = [''];
  for (const { field } of keys) {
    const values = field === undefined ? [] : readerOf(field.exact)(event);
    texts = texts.flatMap((text) => values.map((value) => plainKeyText(text, value)));
  }
  return texts;
}

/** The text of a tuple grown by one value. */
export function plainKeyText(text: string, value: EqlValue): string {
  const own = String(value);
  return `${text}${own.length}:${own}`;
}

/**
 * Whether an event of a missing term has the key of a base sequence. The key is sent as text there (eql-observed.md §3.7): numbers of all types are equal,
 * a date without seconds stands for its whole minute, and a text key is looked for among the analysed words.
 */
export function missingKeyMatches(key: KeyValue, checked: CheckedKey, event: EqlEvent): boolean {
  const { field } = checked;
  if (field === undefined || key.value === null) {
    return false;
  }
  if (isTextType(field.field.type)) {
    return (event.terms?.(field.field.path) ?? []).includes(String(key.value));
  }
  const values = readerOf(field.exact)(event);
  if (field.type === 'datetime') {
    return values.some((value) => sameInstant(key, value, field.exact.type));
  }
  return values.some((value) => value === key.value || String(value) === String(key.value));
}

function sameInstant(key: KeyValue, value: EqlValue, type: string): boolean {
  const instant = key.type === 'date_nanos' ? BigInt(key.value as EqlValue) : BigInt(key.value as EqlValue) * 1_000_000n;
  const found = type === 'date_nanos' ? BigInt(value) : BigInt(value) * 1_000_000n;
  const minute = 60_000_000_000n;
  return instant % minute === 0n ? found >= instant && found < instant + minute : found === instant;
}
