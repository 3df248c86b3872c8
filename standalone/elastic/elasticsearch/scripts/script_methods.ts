import { compareCodePoints } from '../../../../common/query_dsl';
import { equalValues, showValue, type ScriptValue } from './script_value';

type Method<T> = (self: T, args: readonly ScriptValue[]) => ScriptValue;

const text = (value: ScriptValue | undefined): string => showValue(value ?? null);
const number = (value: ScriptValue | undefined): number => Number(value ?? 0);
const same = (wanted: ScriptValue | undefined) => (item: ScriptValue): boolean => equalValues(item, wanted ?? null);

const STRING_METHODS: Readonly<Record<string, Method<string>>> = {
  length: (self) => self.length,
  isEmpty: (self) => self === '',
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  trim: (self) => self.trim(),
  contains: (self, [part]) => self.includes(text(part)),
  startsWith: (self, [part]) => self.startsWith(text(part)),
  endsWith: (self, [part]) => self.endsWith(text(part)),
  indexOf: (self, [part]) => self.indexOf(text(part)),
  lastIndexOf: (self, [part]) => self.lastIndexOf(text(part)),
  substring: (self, [from, to]) => self.substring(number(from), to === undefined ? undefined : number(to)),
  replace: (self, [from, to]) => self.replaceAll(text(from), () => text(to)),
  concat: (self, [other]) => self + text(other),
  charAt: (self, [at]) => self.charAt(number(at)),
  equals: (self, [other]) => self === other,
  equalsIgnoreCase: (self, [other]) => self.toLowerCase() === text(other).toLowerCase(),
  compareTo: (self, [other]) => compareCodePoints(self, text(other)),
  splitOnToken: (self, [token]) => self.split(text(token)),
  toString: String,
};

function remove(self: ScriptValue[], [what]: readonly ScriptValue[]): ScriptValue {
  if (typeof what === 'number') return self.splice(what, 1)[0] ?? null;
  const at = self.findIndex(same(what));
  if (at !== -1) self.splice(at, 1);
  return at !== -1;
}

function removeMatching(self: ScriptValue[], keep: (item: ScriptValue) => boolean): ScriptValue {
  const kept = self.filter(keep);
  const changed = kept.length !== self.length;
  self.splice(0, self.length, ...kept);
  return changed;
}

const items = (value: ScriptValue | undefined): ScriptValue[] => (Array.isArray(value) ? value : []);

const LIST_METHODS: Readonly<Record<string, Method<ScriptValue[]>>> = {
  size: (self) => self.length,
  isEmpty: (self) => self.length === 0,
  get: (self, [at]) => self[number(at)] ?? null,
  contains: (self, [what]) => self.some(same(what)),
  containsAll: (self, [others]) => items(others).every((other) => self.some(same(other))),
  indexOf: (self, [what]) => self.findIndex(same(what)),
  add: (self, args) => {
    if (args.length === 2) self.splice(number(args[0]), 0, args[1] ?? null);
    else self.push(args[0] ?? null);
    return true;
  },
  addAll: (self, [others]) => self.push(...items(others)) > 0,
  remove,
  removeAll: (self, [others]) => removeMatching(self, (item) => !items(others).some(same(item))),
  retainAll: (self, [others]) => removeMatching(self, (item) => items(others).some(same(item))),
  clear: (self) => {
    self.length = 0;
    return null;
  },
  set: (self, [at, what]) => {
    const before = self[number(at)] ?? null;
    self[number(at)] = what ?? null;
    return before;
  },
  equals: (self, [other]) => equalValues(self, other ?? null),
  toString: showValue,
  toArray: (self) => self,
  iterator: (self) => self,
};

const MAP_METHODS: Readonly<Record<string, Method<Map<string, ScriptValue>>>> = {
  size: (self) => self.size,
  isEmpty: (self) => self.size === 0,
  get: (self, [key]) => self.get(text(key)) ?? null,
  getOrDefault: (self, [key, fallback]) => self.get(text(key)) ?? fallback ?? null,
  put: (self, [key, value]) => {
    const before = self.get(text(key)) ?? null;
    self.set(text(key), value ?? null);
    return before;
  },
  putAll: (self, [other]) => {
    if (other instanceof Map) for (const [key, value] of other) self.set(key, value);
    return null;
  },
  putIfAbsent: (self, [key, value]) => {
    const before = self.get(text(key)) ?? null;
    if (before === null) self.set(text(key), value ?? null);
    return before;
  },
  remove: (self, [key]) => {
    const before = self.get(text(key)) ?? null;
    self.delete(text(key));
    return before;
  },
  clear: (self) => {
    self.clear();
    return null;
  },
  containsKey: (self, [key]) => self.has(text(key)),
  containsValue: (self, [value]) => [...self.values()].some(same(value)),
  keySet: (self) => [...self.keys()],
  values: (self) => [...self.values()],
  entrySet: (self) => [...self].map(([key, value]) => new Map<string, ScriptValue>([['key', key], ['value', value]])),
  getKey: (self) => self.get('key') ?? null,
  getValue: (self) => self.get('value') ?? null,
  equals: (self, [other]) => equalValues(self, other ?? null),
  toString: showValue,
};

/** Calls a method of a value; undefined where it has none of that name here. */
export function callMethod(self: ScriptValue, name: string, args: readonly ScriptValue[]): ScriptValue | undefined {
  const own = <T>(table: Readonly<Record<string, Method<T>>>, target: T): ScriptValue | undefined => (Object.hasOwn(table, name) ? table[name]?.(target, args) : undefined);
  if (typeof self === 'string') return own(STRING_METHODS, self);
  if (Array.isArray(self)) return own(LIST_METHODS, self);
  if (self instanceof Map) return own(MAP_METHODS, self);
  if (name === 'toString') return showValue(self);
  if (name === 'equals') return equalValues(self, args[0] ?? null);
  if (name === 'intValue' || name === 'longValue') return Math.trunc(Number(self));
  return name === 'doubleValue' || name === 'floatValue' ? Number(self) : undefined;
}
