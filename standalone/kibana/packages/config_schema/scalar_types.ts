import { SchemaError } from './schema_error';
import { SchemaType, type TypeOptions } from './schema_type';
import { typeName } from './type_name';

function expected(name: string, value: unknown, path: readonly string[]): SchemaError {
  return new SchemaError(`expected value of type [${name}] but got [${typeName(value)}]`, path);
}

export interface StringOptions extends TypeOptions<string> {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly hostname?: boolean;
  readonly coerceFromNumber?: boolean;
}

export function string(options: StringOptions = {}): SchemaType<string> {
  return new SchemaType((given, path) => {
    const value = options.coerceFromNumber && typeof given === 'number' ? String(given) : given;
    if (typeof value !== 'string') throw expected('string', value, path);
    const refusal = lengthRefusal(value, options) ?? (options.hostname && !isHostName(value) ? 'value must be a valid hostname (see RFC 1123).' : undefined);
    if (refusal !== undefined) throw new SchemaError(refusal, path);
    return value;
  }, options);
}

function lengthRefusal(value: string, { minLength, maxLength }: StringOptions): string | undefined {
  if (minLength !== undefined && value.length < minLength) return `value has length [${value.length}] but it must have a minimum length of [${minLength}].`;
  if (maxLength !== undefined && value.length > maxLength) return `value has length [${value.length}] but it must have a maximum length of [${maxLength}].`;
  return undefined;
}

function isHostName(value: string): boolean {
  return value.length <= 253 && value.split('.').every((label) => /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/.test(label));
}

export interface NumberOptions extends TypeOptions<number> {
  readonly min?: number;
  readonly max?: number;
}

/** Text that reads as a number is taken as one, because query strings have no numbers. */
export function number(options: NumberOptions = {}): SchemaType<number> {
  return new SchemaType((given, path) => {
    const value = typeof given === 'string' && given.trim() !== '' && Number.isFinite(Number(given)) ? Number(given) : given;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw expected('number', value, path);
    if (options.min !== undefined && value < options.min) throw new SchemaError(`Value must be equal to or greater than [${options.min}].`, path);
    if (options.max !== undefined && value > options.max) throw new SchemaError(`Value must be equal to or lower than [${options.max}].`, path);
    return value;
  }, options);
}

/** The texts `true` and `false` are taken as booleans, because query strings have none. */
export function boolean(options: TypeOptions<boolean> = {}): SchemaType<boolean> {
  return new SchemaType((given, path) => {
    const text = typeof given === 'string' ? given.toLowerCase() : given;
    const value = text === 'true' ? true : text === 'false' ? false : given;
    if (typeof value !== 'boolean') throw expected('boolean', value, path);
    return value;
  }, options);
}

export function literal<T extends string | number | boolean | null>(constant: T): SchemaType<T> {
  return new SchemaType<T>((value, path) => {
    if (value !== constant) throw new SchemaError(`expected value to equal [${String(constant)}]`, path);
    return constant;
  });
}

export function any(options: TypeOptions<unknown> = {}): SchemaType<unknown> {
  return new SchemaType((value, path) => {
    if (value === undefined) throw expected('any', value, path);
    return value;
  }, options);
}

/** Accepts only what is absent. */
export function never(): SchemaType<never> {
  return new SchemaType<never>((value, path) => {
    if (value !== undefined) throw new SchemaError("a value wasn't expected to be present", path);
    return value as never;
  });
}

export function uri(options: TypeOptions<string> & { readonly scheme?: string | readonly string[] } = {}): SchemaType<string> {
  const schemes = options.scheme === undefined ? [] : [options.scheme].flat();
  return new SchemaType((value, path) => {
    if (typeof value !== 'string') throw new SchemaError(`expected value of type [string] but got [${typeName(value)}].`, path);
    if (!URL.canParse(value)) throw new SchemaError('value must be a valid URI (see RFC 3986).', path);
    if (schemes.length > 0 && !schemes.includes(new URL(value).protocol.slice(0, -1))) {
      throw new SchemaError(`expected URI with scheme [${schemes.join('|')}].`, path);
    }
    return value;
  }, options);
}
