import { SchemaError, ValidationError } from './schema_error';

export interface TypeOptions<V> {
  readonly defaultValue?: V | (() => V);
  /** Gives the reason why a value of the right type is refused, or nothing. */
  readonly validate?: (value: V) => string | void;
  readonly meta?: { readonly description?: string };
}

/** Reads one value or throws `SchemaError` with the path at which it does not fit. */
export type Reader<V> = (value: unknown, path: readonly string[]) => V;

/**
 * One schema of `@kbn/config-schema` (`kibana-contract.md` §4.1, §9.2). Error texts are those that a running Kibana 8.12.2
 * answers (`kibana-8.12-observed.md`, recordings `plugin-route-400-*`).
 */
export class SchemaType<V> {
  /** Carries the type for `TypeOf`; never read. */
  declare readonly type: V;
  /** By this property a host knows a schema that another copy of this package made. */
  readonly __isKbnConfigSchemaType = true;
  private readonly reader: Reader<V>;

  constructor(reader: Reader<V>, options: TypeOptions<V> = {}) {
    this.reader = withOptions(reader, options);
  }

  /** Gives the value with defaults filled in. Throws `ValidationError` whose message begins with `[namespace.path]`. */
  validate(value: unknown, _context: Record<string, unknown> = {}, namespace?: string): V {
    try {
      return this.read(value, []);
    } catch (error) {
      if (error instanceof SchemaError) throw new ValidationError(error, namespace);
      throw error;
    }
  }

  /** As `validate`, inside a larger value: throws `SchemaError` with `path`. */
  read(value: unknown, path: readonly string[]): V {
    return this.reader(value, path);
  }
}

function withOptions<V>(reader: Reader<V>, { defaultValue, validate }: TypeOptions<V>): Reader<V> {
  return (value, path) => {
    if (value === undefined && defaultValue !== undefined) return isFactory(defaultValue) ? defaultValue() : defaultValue;
    const result = reader(value, path);
    const refusal = validate?.(result);
    if (typeof refusal === 'string') throw new SchemaError(refusal, path);
    return result;
  };
}

function isFactory<V>(value: V | (() => V)): value is () => V {
  return typeof value === 'function';
}

/** Whether a plugin's `config.schema` is a schema of this package or of another copy of it. */
export function isConfigSchema(value: unknown): value is SchemaType<unknown> {
  return value instanceof SchemaType || (typeof value === 'object' && value !== null && '__isKbnConfigSchemaType' in value);
}
