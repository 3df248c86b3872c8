/** What operators and functions ask of their operands, with Elasticsearch's sentences. (One concept: the type rules.) */
import type { ParameterType } from '../functions/index';
import type { EqlType, Expression } from '../language/index';
import { isNumericType } from './field_types';
import type { Problems } from './problems';
import { hasExactValues } from './resolve_field';
import { type Typed, typedChildren } from './typed';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

/** What an operand must be. */
export type Demand = ParameterType | 'numeric';

function fits(type: EqlType, demand: Demand): boolean {
  if (type === 'null' || type === 'unsupported') {
    return true;
  }
  switch (demand) {
    case 'any':
      return true;
    case 'string':
      return type === 'keyword';
    case 'integer':
      return isNumericType(type) && type !== 'double';
    case 'numeric':
      return isNumericType(type);
    case 'boolean':
    case 'ip':
      return type === demand;
  }
}

/** The type of an operand as messages name it. */
export function typeName(operand: Typed): string {
  return operand.kind === 'field' ? (operand.type === 'datetime' ? 'datetime' : operand.field.type) : operand.type;
}

/** Where an operand stands: which expression, which of how many. */
export interface OperandPlace {
  readonly owner: Expression;
  readonly position: number;
  readonly count: number;
}

/** Reports an operand of the wrong type; text without exact values too. */
export function demandType(operand: Typed, demand: Demand, place: OperandPlace, problems: Problems): void {
  const { owner, position, count } = place;
  const ordinal = count === 1 ? '' : `${ordinals[position] ?? `${position + 1}th`} `;
  if (!fits(operand.type, demand)) {
    const found = problems.quote(operand.node.location);
    problems.add('type_mismatch', operand.node.location, `${ordinal}argument of [${problems.quote(owner.location)}] must be [${demand}], found value [${found}] type [${typeName(operand)}]`, { expected: demand, found: typeName(operand) });
    return;
  }
  demandExact(operand, problems, owner);
}

/** Reports a text field without exact values. */
export function demandExact(operand: Typed, problems: Problems, owner: Expression): void {
  if (operand.kind === 'field' && operand.type === 'keyword' && !hasExactValues(operand)) {
    const name = operand.field.name;
    problems.add('no_exact_field', operand.node.location, `[${problems.quote(owner.location)}] cannot operate on field of data type [text]: No keyword/multi-field defined exact matches for [${name}]`, { field: name });
  }
}

/** The first field in an expression; undefined when it is constant. */
export function firstField(node: Typed): Typed | undefined {
  if (node.kind === 'field') {
    return node;
  }
  for (const child of typedChildren(node)) {
    const found = firstField(child);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Reports an operand that is not constant. */
export function demandConstant(operand: Typed, problems: Problems, owner: Expression): void {
  const field = firstField(operand);
  if (field !== undefined) {
    const message = `Comparisons against fields are not (currently) supported; offender [${problems.quote(field.node.location)}] in [${problems.quote(owner.location)}]`;
    problems.add('not_constant', field.node.location, message, { field: problems.quote(field.node.location) });
  }
}
