import { arrayOf, maybe, nullable, object, oneOf, recordOf } from './compound_types';
import { byteSize, duration } from './measure_types';
import { any, boolean, literal, never, number, string, uri } from './scalar_types';

/** The part of `@kbn/config-schema` that plugins may use here (`typings/kbn/packages.d.ts`); a type that is not listed is absent. */
export const schema = { any, arrayOf, boolean, byteSize, duration, literal, maybe, never, nullable, number, object, oneOf, recordOf, string, uri };
export { ByteSize as ByteSizeValue, Duration } from './measure_types';
export { SchemaError, ValidationError } from './schema_error';
export { isConfigSchema, SchemaType, SchemaType as Type } from './schema_type';
export type { TypeOptions } from './schema_type';
export type TypeOf<T extends { readonly type: unknown }> = T['type'];
