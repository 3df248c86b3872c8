/**
 * State in the URL as plain query parameters (`from=now-24h&status=closed`): reload and paste reproduce it. URLSearchParams is the one
 * escaper in both directions. A value that cannot be read is dropped and named; a value equal to its default is not written.
 */

/** How one parameter is read and written. */
export interface UrlParameter<T> {
  readonly fallback: T;
  /** From all values of that name, at least one; undefined where they say nothing known. */
  read(values: readonly string[]): T | undefined;
  write(value: T): readonly string[];
}

export type UrlDefinition = Readonly<Record<string, UrlParameter<never>>>;
export type UrlState<D> = { readonly [K in keyof D]: D[K] extends UrlParameter<infer T> ? T : never };
/** A definition whose parameters may be of any type each. */
export type AnyUrlDefinition<D> = { readonly [K in keyof D]: D[K] extends UrlParameter<infer T> ? UrlParameter<T> : never };

/** The state, and the names of parameters whose value was not understood. */
export interface ReadUrl<D> {
  readonly state: UrlState<D>;
  readonly dropped: readonly string[];
}

/** Reads the state from `?…`. Names that are not in the definition are ignored. */
export function readUrlState<D extends object>(definition: D & AnyUrlDefinition<D>, search: string): ReadUrl<D> {
  const parameters = new URLSearchParams(search);
  const dropped: string[] = [];
  const state = Object.fromEntries(
    entriesOf(definition).map(([name, parameter]) => {
      const values = parameters.getAll(name);
      if (values.length === 0) return [name, parameter.fallback];
      const value = parameter.read(values);
      if (value === undefined) dropped.push(name);
      return [name, value ?? parameter.fallback];
    })
  ) as UrlState<D>;
  return { state, dropped };
}

/** Writes the state as `?…`, or as nothing where everything is at its default. */
export function writeUrlState<D extends object>(definition: D & AnyUrlDefinition<D>, state: UrlState<D>): string {
  const parameters = new URLSearchParams();
  for (const [name, parameter] of entriesOf(definition)) {
    const values = parameter.write(state[name as keyof D]);
    if (JSON.stringify(values) === JSON.stringify(parameter.write(parameter.fallback))) continue;
    for (const value of values) parameters.append(name, value);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function entriesOf(definition: object): Array<[string, UrlParameter<unknown>]> {
  return Object.entries(definition) as Array<[string, UrlParameter<unknown>]>;
}

/** One of a closed set of texts. */
export function oneOf<T extends string>(allowed: readonly T[], fallback: T): UrlParameter<T> {
  return { fallback, read: ([value]) => allowed.find((candidate) => candidate === value), write: (value) => [value] };
}

/** Several of a closed set. A single value outside the set drops them all. `none` is written where the list is empty but the default is not. */
export function severalOf<T extends string>(allowed: readonly T[], fallback: readonly T[]): UrlParameter<readonly T[]> {
  return {
    fallback,
    read(values) {
      if (values.length === 1 && values[0] === 'any') return [];
      const known = values.filter((value): value is T => allowed.some((candidate) => candidate === value));
      return known.length === values.length ? [...new Set(known)] : undefined;
    },
    write: (values) => (values.length === 0 && fallback.length > 0 ? ['any'] : values),
  };
}

/** Free texts, each 1 to 256 characters, at most 100. */
export const texts: UrlParameter<readonly string[]> = {
  fallback: [],
  read: (values) => (values.length <= 100 && values.every((value) => value.length > 0 && value.length <= 256) ? values : undefined),
  write: (values) => values,
};

/** One text of at most 256 characters, or none. */
export const optionalText: UrlParameter<string | undefined> = {
  fallback: undefined,
  read: ([value]) => (value !== undefined && value.length > 0 && value.length <= 256 ? value : undefined),
  write: (value) => (value === undefined ? [] : [value]),
};

/** A whole number between two bounds. */
export function wholeNumber(fallback: number, least: number, most: number): UrlParameter<number> {
  return {
    fallback,
    read([value]) {
      const number = /^\d{1,9}$/.test(value ?? '') ? Number(value) : NaN;
      return number >= least && number <= most ? number : undefined;
    },
    write: (value) => [String(value)],
  };
}

const relativeDate = /^now(?:[+-]\d{1,6}[smhdwMy])*(?:\/[smhdwMy])?$/;
const absoluteDate = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/** Elasticsearch date math from `now`, or an ISO 8601 time. */
export function dateMath(fallback: string): UrlParameter<string> {
  return { fallback, read: ([value]) => (value !== undefined && isDateMath(value) ? value : undefined), write: (value) => [value] };
}

function isDateMath(value: string): boolean {
  if (value.length > 64) return false;
  return relativeDate.test(value) || (absoluteDate.test(value) && !Number.isNaN(Date.parse(value)));
}
