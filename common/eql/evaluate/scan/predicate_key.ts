import type { Typed } from '../../check/index';
import type { EqlField } from '../../schema/event_source';
import type { FieldMatcher, Matcher } from '../matcher';

const fieldNumbers = new WeakMap<object, number>();
let fieldsNumbered = 0;

/** Fields with functions or settings of their own are equal only to themselves. */
function fieldKey(field: EqlField): unknown {
  const { path, type, exactPath, normalize, parseDate, constantValue, scalingFactor } = field;
  if (normalize === undefined && parseDate === undefined && constantValue === undefined && scalingFactor === undefined) {
    return [path, type, exactPath];
  }
  let number = fieldNumbers.get(field);
  if (number === undefined) {
    number = fieldsNumbered += 1;
    fieldNumbers.set(field, number);
  }
  return [path, type, number];
}

/** What a test is made of: the checked expression without its places in a text. */
function nodeKey(node: Typed): unknown {
  switch (node.kind) {
    case 'literal':
      return [typeof node.value, Object.is(node.value, -0) ? '-0' : String(node.value)];
    case 'field':
      return [fieldKey(node.field), fieldKey(node.exact)];
    case 'comparison':
      return [node.operator, nodeKey(node.left), nodeKey(node.right)];
    case 'wildcard':
      return [node.operator, nodeKey(node.left), nodeKey(node.pattern)];
    case 'equals_insensitive':
      return ['in~', nodeKey(node.left), nodeKey(node.right)];
    case 'regex':
      return ['regex', node.caseInsensitive, nodeKey(node.left), node.pattern];
    case 'is_null':
    case 'is_not_null':
      return [node.kind, nodeKey(node.operand)];
    case 'call':
      return [node.definition.name, node.caseInsensitive, node.arguments.map(nodeKey)];
    case 'in':
      return ['in', nodeKey(node.value), node.items.map(nodeKey)];
    default:
      return undefined;
  }
}

let unnamed = 0;

/** Dates depend on the clock of their query, so a test of a date is equal only to itself; so is one of a form that is not known here. */
function fieldMatcherKey({ node, test }: FieldMatcher): unknown {
  const key = nodeKey(node);
  return key === undefined || test.field.parseDate !== undefined ? ['own', (unnamed += 1)] : [fieldKey(test.field), key];
}

function structure(matcher: Matcher): unknown {
  switch (matcher.kind) {
    case 'constant':
      return matcher.value;
    case 'field':
      return fieldMatcherKey(matcher);
    case 'not':
      return ['not', structure(matcher.part)];
    case 'and':
    case 'or':
      return [matcher.kind, ...matcher.parts.map(structure)];
    case 'script':
      return ['own', (unnamed += 1)];
  }
}

const known = new WeakMap<Matcher, string>();

/** A text that two matchers share only when they give the same verdict on every event, whichever queries they come from. */
export function predicateKey(matcher: Matcher): string {
  let key = known.get(matcher);
  if (key === undefined) {
    key = JSON.stringify(structure(matcher));
    known.set(matcher, key);
  }
  return key;
}
