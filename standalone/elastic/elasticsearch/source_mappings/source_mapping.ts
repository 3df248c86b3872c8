import type { JsonObject } from '../../../../common/query_dsl';

/** How a field is mapped: its type, and the ways its value is indexed besides. */
export type FieldShape =
  | 'keyword'
  | 'keyword+text'
  | 'keyword+caseless+text'
  | 'keyword+match_only_text'
  | 'keyword+caseless+match_only_text'
  | 'wildcard'
  | 'wildcard+caseless+text'
  | 'wildcard+match_only_text'
  | 'constant_keyword'
  | 'match_only_text'
  | 'text'
  | 'date'
  | 'long'
  | 'unsigned_long'
  | 'double'
  | 'boolean'
  | 'ip';

/** What is known of one source of events: where its documents go, and how its fields are mapped. Blanks part the names of fields. */
export interface SourceMapping {
  readonly name: string;
  readonly indexPatterns: readonly string[];
  readonly priority: number;
  readonly dataStream: boolean;
  /** Fields that are not listed: left out of the index, or mapped by the names of their last part. */
  readonly others: 'unmapped' | 'by_name';
  readonly fields: Readonly<Partial<Record<FieldShape, string>>>;
}

const IGNORE_ABOVE = 1024;
const CASELESS = { type: 'keyword', ignore_above: IGNORE_ABOVE, normalizer: 'lowercase' };

/** The mapping of one field, as a mapping's JSON has it. */
export function fieldMapping(shape: FieldShape): JsonObject {
  const [type = '', ...besides] = shape.split('+');
  const entries = besides.map((kind): [string, JsonObject] => (kind === 'caseless' ? ['caseless', CASELESS] : ['text', { type: kind }]));
  return {
    type,
    ...(type === 'keyword' ? { ignore_above: IGNORE_ABOVE } : {}),
    ...(entries.length === 0 ? {} : { fields: Object.fromEntries(entries) }),
  };
}

/** Every field of a source with its shape. */
export function* fieldShapes(source: SourceMapping): Iterable<readonly [string, FieldShape]> {
  for (const [shape, names] of Object.entries(source.fields)) {
    for (const name of names.split(/\s+/)) if (name !== '') yield [name, shape as FieldShape];
  }
}
