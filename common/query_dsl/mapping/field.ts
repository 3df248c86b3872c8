import type { Analyzer } from '../analysis/analyzer';
import type { DateFormat } from '../dates/date_format';
import type { JsonValue } from '../json';
import type { FieldType, FieldValue } from './field_type';

/** A field with everything documents and queries need to work on its values. */
export interface Field extends FieldType {
  readonly analysis?: Analyzer;
  /** Analyser for the text of queries, where it differs. */
  readonly searchAnalysis?: Analyzer;
  readonly positionGap: number;
  readonly normalize?: (value: string) => string;
  readonly dateFormat?: DateFormat;
  readonly ignoreAbove: number;
  readonly ignoreMalformed: boolean;
  readonly coerce: boolean;
  readonly scalingFactor: number;
  /** What an explicit null stands for, already parsed. */
  readonly nullValue: FieldValue | undefined;
  /** Value of a constant_keyword, where the mapping has one. */
  readonly constantValue: string | undefined;
  /** Element type of a range field (`long`, `date`, `ip` …). */
  readonly rangeOf: string | undefined;
  readonly depthLimit: number;
  /** Fields that index the same value in another way. */
  readonly multiFields: readonly Field[];
  readonly copyTo: readonly string[];
  /** Text fields: true if sorting and aggregating on words was asked for. */
  readonly fielddata: boolean;
}

/** An object (plain or nested) of the mapping tree. */
export interface ObjectNode {
  readonly kind: 'object';
  readonly path: string;
  readonly nested: boolean;
  readonly enabled: boolean;
  readonly includeInParent: boolean;
  readonly includeInRoot: boolean;
  readonly dynamic: Dynamic;
  readonly children: ReadonlyMap<string, MappingNode>;
}

export interface LeafNode {
  readonly kind: 'field';
  readonly field: Field;
}

export interface AliasNode {
  readonly kind: 'alias';
  readonly path: string;
  readonly target: string;
}

export type MappingNode = ObjectNode | LeafNode | AliasNode;

/** What happens to fields a mapping does not know. */
export type Dynamic = 'true' | 'false' | 'strict' | 'runtime';

/** A JSON value that is neither object, array nor null. */
export type Scalar = string | number | bigint | boolean;

export function isScalar(value: JsonValue | undefined): value is Scalar {
  return value !== undefined && value !== null && typeof value !== 'object';
}

/** The text of a JSON scalar as Elasticsearch's parser hands it to a field. */
export function scalarText(value: Scalar): string {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) >= 1e21) return BigInt(value).toString();
  return String(value);
}
