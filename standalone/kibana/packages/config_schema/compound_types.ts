import { numberAlternatives, SchemaError, SchemaUnionError } from './schema_error';
import { SchemaType, type TypeOptions } from './schema_type';
import { isPlainObject, typeName } from './type_name';

export type ObjectProperties = Record<string, SchemaType<unknown>>;
export type ObjectResult<P extends ObjectProperties> = { [K in keyof P]: P[K]['type'] };

export interface ObjectOptions<P extends ObjectProperties> {
  /** What happens to keys that are not declared: kept, dropped, or refused (left out: refused). */
  readonly unknowns?: 'allow' | 'ignore' | 'forbid';
  readonly defaultValue?: unknown;
  readonly validate?: (value: ObjectResult<P>) => string | void;
}

/** An absent object is read as an empty one, so that defaults inside it are filled in; JSON text is parsed. */
export function object<P extends ObjectProperties>(properties: P, options: ObjectOptions<P> = {}): SchemaType<ObjectResult<P>> {
  return new SchemaType<ObjectResult<P>>(
    (given, path) => {
      const absent = given === undefined ? (options.defaultValue ?? {}) : given;
      const value = typeof absent === 'string' ? parseJson(absent, 'object', path) : absent;
      if (!isPlainObject(value)) throw new SchemaError(`expected a plain object value, but found [${typeName(value)}] instead.`, path);
      const known = Object.entries(properties).map(([key, type]) => [key, type.read(ownValue(value, key), [...path, key])] as const);
      const result = Object.fromEntries([...known.filter(([, each]) => each !== undefined), ...unknownEntries(value, properties, options, path)]);
      return result as ObjectResult<P>;
    },
    { validate: options.validate }
  );
}

function ownValue(value: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function unknownEntries<P extends ObjectProperties>(value: Record<string, unknown>, properties: P, options: ObjectOptions<P>, path: readonly string[]): Array<[string, unknown]> {
  const unknown = Object.entries(value).filter(([key, each]) => !Object.hasOwn(properties, key) && each !== undefined);
  const [first] = unknown;
  if (first && (options.unknowns ?? 'forbid') === 'forbid') throw new SchemaError('definition for this key is missing', [...path, first[0]]);
  return options.unknowns === 'allow' ? unknown : [];
}

function parseJson(text: string, name: 'object' | 'array' | 'record', path: readonly string[]): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new SchemaError(`could not parse ${name} value from json input`, path);
  }
}

/** JSON text is parsed. Sizes are counts of items. */
export function arrayOf<T>(item: SchemaType<T>, options: TypeOptions<T[]> & { readonly minSize?: number; readonly maxSize?: number } = {}): SchemaType<T[]> {
  return new SchemaType((given, path) => {
    const value = typeof given === 'string' ? parseJson(given, 'array', path) : given;
    if (!Array.isArray(value)) throw new SchemaError(`expected value of type [array] but got [${typeName(value)}]`, path);
    const { minSize, maxSize } = options;
    if (minSize !== undefined && value.length < minSize) throw new SchemaError(`array size is [${value.length}], but cannot be smaller than [${minSize}]`, path);
    if (maxSize !== undefined && value.length > maxSize) throw new SchemaError(`array size is [${value.length}], but cannot be greater than [${maxSize}]`, path);
    return value.map((each, index) => item.read(each, [...path, String(index)]));
  }, options);
}

export function recordOf<T>(keyType: SchemaType<string>, valueType: SchemaType<T>, options: TypeOptions<Record<string, T>> = {}): SchemaType<Record<string, T>> {
  return new SchemaType((given, path) => {
    const value = typeof given === 'string' ? parseJson(given, 'record', path) : given;
    if (!isPlainObject(value)) throw new SchemaError(`expected value of type [object] but got [${typeName(value)}]`, path);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [keyType.read(key, [...path, `key("${key}")`]), valueType.read(each, [...path, key])]));
  }, options);
}

/** The first alternative that fits wins. */
export function oneOf<T extends ReadonlyArray<SchemaType<unknown>>>(types: T, options: TypeOptions<T[number]['type']> = {}): SchemaType<T[number]['type']> {
  return new SchemaType<T[number]['type']>((value, path) => {
    const refusals: SchemaError[] = [];
    for (const type of types) {
      try {
        return type.read(value, path);
      } catch (error) {
        if (!(error instanceof SchemaError)) throw error;
        refusals.push(error);
      }
    }
    throw new SchemaUnionError(path, numberAlternatives(path, refusals));
  }, options);
}

export function maybe<T>(type: SchemaType<T>): SchemaType<T | undefined> {
  return new SchemaType<T | undefined>((value, path) => (value === undefined ? undefined : type.read(value, path)));
}

/** `null` where nothing is given. */
export function nullable<T>(type: SchemaType<T>): SchemaType<T | null> {
  return new SchemaType<T | null>((value, path) => {
    if (value === null || value === undefined) return null;
    try {
      return type.read(value, path);
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      throw new SchemaUnionError(path, numberAlternatives(path, [error, new SchemaError('expected value to equal [null]', path)]));
    }
  });
}
