/**
 * What the engine asks of whoever has events: a list of fields with their types, and the values of one event.
 * Elasticsearch's own names of types are used (`keyword`, `date_nanos`, `half_float` …).
 */

/** One value as Elasticsearch keeps it in its doc values. See {@link EqlEvent.values} for the form of each type. */
export type EqlValue = string | number | bigint | boolean;

/** How a date literal is to be read: the first or the last instant of the unit it names, and what "now" is (epoch ms). */
export interface DateLiteralOptions {
  readonly roundUp: boolean;
  readonly now: number;
}

/** A field of the mapping, aliases already followed. */
export interface EqlField {
  /** The name it was asked for, an alias included. */
  readonly name: string;
  /** The full path of the concrete field; the argument of {@link EqlEvent.values}. */
  readonly path: string;
  /** Elasticsearch's type, also `object`, `nested`, `flattened` and others that EQL refuses. */
  readonly type: string;
  /** For `text`: the full path of the sub-field with exact values; absent where there is none. */
  readonly exactPath?: string;
  /** True for a field below a `nested` object; EQL refuses it. */
  readonly insideNested?: boolean;
  /** For `scaled_float`. */
  readonly scalingFactor?: number;
  /** For `constant_keyword`: the value of the mapping, where it has one. */
  readonly constantValue?: string;
  /** The keyword normalizer; also applied to literals. */
  normalize?(text: string): string;
  /**
   * For `date` and `date_nanos`: reads a literal with the field's own formats, date maths included.
   * Gives nanoseconds since the epoch. Throws an `Error` with the reason when the literal cannot be read.
   */
  parseDate?(text: string, options: DateLiteralOptions): bigint;
}

/** The fields of all searched indices together. */
export interface EqlSchema {
  /** The field of that name, `undefined` where no searched index maps it. */
  resolve(name: string): EqlField | undefined;
  /** Every name that can be asked for; used to propose the nearest names. */
  names(): readonly string[];
}

/** One event (document). Nothing here may throw. */
export interface EqlEvent {
  /**
   * The values of a concrete field, nulls dropped; an empty list where there are none (also over `ignore_above`).
   * string: keyword, wildcard, constant_keyword, version, ip (canonical text), text (the original text);
   * number or bigint: whole numbers; number: double, float, half_float, scaled_float as stored (already rounded);
   * number: date in epoch ms; bigint: date_nanos in epoch ns; boolean.
   */
  values(path: string): readonly EqlValue[];
  /** The analysed words of a text field; absent where the source has no analyser (ranges on text then see none). */
  terms?(path: string): readonly string[];
}
