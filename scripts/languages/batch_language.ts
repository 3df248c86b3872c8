import type { JsonObject } from '../../common/query_dsl/index';

/** What a world can be asked: the answer's own keys, put beside the case's `id`. A refusal is an answer; throwing is a defect. */
export interface BatchWorld {
  answer(request: JsonObject): Readonly<Record<string, unknown>>;
}

/** A language of the batch. To add one: a file that exports such an object, and its line in `batch_languages.ts`. */
export interface BatchLanguage {
  /** As cases write it under `language`. */
  readonly name: string;
  /** Whether a line with `define` makes a world of this language. */
  defines(line: JsonObject): boolean;
  /** Makes the world. Throws an `Error` that says what is wrong with the line. */
  define(line: JsonObject): BatchWorld;
}
