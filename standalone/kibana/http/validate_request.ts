import { SchemaError, ValidationError } from '../packages/config_schema';

/** The three parts of a request that a route may validate. */
export interface RequestParts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

export type Validated = { readonly parts: RequestParts } | { readonly refusal: string };

interface Schema {
  validate(value: unknown, context: Record<string, unknown>, namespace: string): unknown;
}
type Outcome = { readonly value?: unknown; readonly error?: unknown };

const resolver = {
  ok: (value: unknown): Outcome => ({ value }),
  badRequest: (error: unknown, path: readonly string[] = []): Outcome => ({ error: new SchemaError(error instanceof Error ? error.message : String(error), path) }),
};

/**
 * Reads the parts by config-schema types or validation functions. What no validation is given for comes out as an empty object,
 * so that a handler never sees unread input. A refusal is the message of the 400 answer.
 */
export function validateRequest(validation: unknown, parts: RequestParts): Validated {
  const given = typeof validation === 'function' ? (validation as () => unknown)() : validation;
  if (typeof given !== 'object' || given === null) return { parts: { params: {}, query: {}, body: {} } };
  const by = given as Partial<Record<keyof RequestParts, unknown>>;
  try {
    return {
      parts: {
        params: readPart(by.params, parts.params, 'request params'),
        query: readPart(by.query, parts.query, 'request query'),
        body: readPart(by.body, parts.body, 'request body'),
      },
    };
  } catch (error) {
    if (error instanceof SchemaError || isForeignValidationError(error)) return { refusal: error.message };
    throw error;
  }
}

function readPart(validation: unknown, value: unknown, namespace: string): unknown {
  if (validation === undefined || validation === null) return {};
  if (typeof validation !== 'function') return (validation as Schema).validate(value, {}, namespace);
  const outcome = (validation as (value: unknown, resolve: typeof resolver) => Outcome)(value, resolver);
  if (outcome.error === undefined || outcome.error === null) return outcome.value;
  throw new ValidationError(asSchemaError(outcome.error), namespace);
}

function asSchemaError(error: unknown): SchemaError {
  if (error instanceof SchemaError) return error;
  return new SchemaError(error instanceof Error ? error.message : String(error), []);
}

/** Thrown by another copy of config-schema that a plugin brought along. */
function isForeignValidationError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ValidationError';
}
