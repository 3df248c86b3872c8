/** A value that does not fit: what is wrong and where, before any namespace is known. */
export class SchemaError extends Error {
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[]) {
    super(message);
    this.name = 'SchemaError';
    this.path = path;
  }
}

/** No alternative of a union fits: the reason of each. */
export class SchemaUnionError extends SchemaError {
  readonly alternatives: readonly SchemaError[];

  constructor(path: readonly string[], alternatives: readonly SchemaError[]) {
    super('types that failed validation:', path);
    this.alternatives = alternatives.map((error, index) => atAlternative(error, path.length, index));
  }
}

/** The number of the alternative stands in the path right after the union's own path. */
function atAlternative(error: SchemaError, depth: number, index: number): SchemaError {
  const path = [...error.path.slice(0, depth), String(index), ...error.path.slice(depth)];
  return error instanceof SchemaUnionError ? SchemaUnionError.moved(error, path) : new SchemaError(error.message, path);
}

export namespace SchemaUnionError {
  /** The same union error at another path; the paths of its alternatives stay as they are. */
  export function moved(error: SchemaUnionError, path: readonly string[]): SchemaUnionError {
    const copy = new SchemaUnionError(path, []);
    Object.assign(copy, { alternatives: error.alternatives });
    return copy;
  }
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
