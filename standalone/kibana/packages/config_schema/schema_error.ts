/** A value that does not fit: what is wrong and where, before any namespace is known. */
export class SchemaError extends Error {
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[]) {
    super(message);
    this.name = 'SchemaError';
    this.path = path;
  }
}

/** No alternative of a union fits: the reason of each, whose paths carry the number of the alternative (`numberAlternatives`). */
export class SchemaUnionError extends SchemaError {
  readonly alternatives: readonly SchemaError[];

  constructor(path: readonly string[], alternatives: readonly SchemaError[]) {
    super('types that failed validation:', path);
    this.alternatives = alternatives;
  }
}

/** Takes the reasons of a union's alternatives; gives them with each one's number in its path, right after the path of the union. */
export function numberAlternatives(path: readonly string[], errors: readonly SchemaError[]): SchemaError[] {
  return errors.map((error, index) => {
    const numbered = [...path, String(index), ...error.path.slice(path.length)];
    return error instanceof SchemaUnionError ? new SchemaUnionError(numbered, error.alternatives) : new SchemaError(error.message, numbered);
  });
}

/** What `validate` throws: the message names the whole path, as in `[request body.value]: …`. */
export class ValidationError extends SchemaError {
  constructor(error: SchemaError, namespace?: string) {
    super(describe(error, namespace, 0), error.path);
    this.name = 'ValidationError';
  }
}

function describe(error: SchemaError, namespace: string | undefined, level: number): string {
  const path = namespace === undefined ? error.path : [namespace, ...error.path];
  const lines =
    error instanceof SchemaUnionError
      ? [error.message, ...error.alternatives.map((each) => `${'  '.repeat(level)}- ${describe(each, namespace, level + 1)}`)]
      : [error.message];
  const text = lines.join('\n');
  return path.length === 0 ? text : `[${path.join('.')}]: ${text}`;
}
