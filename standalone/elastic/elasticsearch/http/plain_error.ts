import type { BodyValue } from '../json/write_json';

/** An answer whose body has no `root_cause`: refused methods, unknown paths, wrong content types. */
export class PlainError extends Error {
  constructor(
    readonly status: number,
    readonly body: BodyValue,
    readonly headers: Readonly<Record<string, string>> = {}
  ) {
    super(`HTTP ${status}`);
    this.name = 'PlainError';
  }
}
