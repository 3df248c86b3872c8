import type { Field } from './field';

const NAMES = ['_id', '_index', '_ignored', '_routing', '_source', '_tier', '_field_names', '_seq_no', '_version', '_doc_count', '_nested_path'];

/** Fields every index has without a mapping. */
export const METADATA_FIELDS: ReadonlyMap<string, Field> = new Map(NAMES.map((name) => [name, metadataField(name)]));

function metadataField(name: string): Field {
  return {
    path: name,
    type: name,
    family: 'metadata',
    parameters: {},
    nestedPath: undefined,
    parentPath: undefined,
    indexed: name !== '_source',
    hasDocValues: false,
    isRuntime: false,
    positionGap: 0,
    ignoreAbove: Infinity,
    ignoreMalformed: false,
    coerce: true,
    scalingFactor: 1,
    nullValue: undefined,
    constantValue: undefined,
    rangeOf: undefined,
    depthLimit: 0,
    multiFields: [],
    copyTo: [],
    fielddata: false,
  };
}
