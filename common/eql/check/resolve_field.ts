import type { Field } from '../language/index';
import type { EqlField, EqlSchema } from '../schema/event_source';
import { isTextType, typeOfFieldType } from './field_types';
import { nearestNames } from './nearest_names';
import type { Problems } from './problems';
import type { TypedField, TypedLiteral } from './typed';

/**
 * The field a name stands for; the literal null for `?name` that no searched index maps. Unknown names, objects and types that EQL cannot use are
 * problems (eql-semantics.md §2.7, §2.8; eql-observed.md §10).
 */
export function resolveField(node: Field, schema: EqlSchema, problems: Problems): TypedField | TypedLiteral {
  const field = schema.resolve(node.name);
  if (field === undefined) {
    if (!node.optional) {
      const nearest = nearestNames(node.name, schema.names());
      const proposal = nearest.length === 0 ? '' : `, did you mean ${nearest.length === 1 ? `[${nearest[0]}]` : `any of [${nearest.join(', ')}]`}?`;
      problems.add('unknown_field', node.location, `Unknown column [${node.name}]${proposal}`, { field: node.name, nearest });
    }
    return { kind: 'literal', type: 'null', value: null, node };
  }
  const type = typeOfFieldType(field.type);
  reportUnsupported(node, field, problems);
  return { kind: 'field', type, field, exact: exactOf(field, schema), node };
}

function reportUnsupported(node: Field, field: EqlField, problems: Problems): void {
  const params = { field: node.name, type: field.type };
  if (field.insideNested === true) {
    problems.add('unsupported_field_type', node.location, `Cannot use field [${node.name}] type [${field.type}] with unsupported nested type in hierarchy`, params);
  } else if (field.type === 'object' || field.type === 'nested') {
    problems.add('unsupported_field_type', node.location, `Cannot use field [${node.name}] type [${field.type}] only its subfields`, params);
  } else if (typeOfFieldType(field.type) === 'unsupported') {
    problems.add('unsupported_field_type', node.location, `Cannot use field [${node.name}] with unsupported type [${field.type}]`, params);
  }
}

function exactOf(field: EqlField, schema: EqlSchema): EqlField {
  return (field.exactPath === undefined ? undefined : schema.resolve(field.exactPath)) ?? field;
}

/** Whether the field has exact values: every field but text without a keyword sub-field. */
export function hasExactValues({ field }: TypedField): boolean {
  return !isTextType(field.type) || field.exactPath !== undefined;
}
