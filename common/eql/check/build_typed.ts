/** Tree → checked tree: one method for each kind of expression. Problems are collected, never thrown. (One concept: the typing of expressions.) */
import { arithmeticFunctions, findFunction, type FunctionDefinition, functionNames } from '../functions/index';
import type { Call, Comparison, Expression, Membership, PatternMatch, Sign } from '../language/ast';
import { numberValue } from '../language/index';
import type { EqlSchema } from '../schema/event_source';
import { areCompatible, commonNumericType } from './field_types';
import { nearestNames } from './nearest_names';
import type { Problems } from './problems';
import { resolveField } from './resolve_field';
import { demandConstant, demandExact, demandType, typeName } from './type_rules';
import type { Typed, TypedLiteral } from './typed';

const patternSeparator = '|';

/** A bare boolean field is `field == true`, as the whole condition or as an operand of `and` and `or` (eql-semantics.md §2.6). */
export function asCondition(node: Typed): Typed {
  return node.kind === 'field' && node.type === 'boolean' ? { kind: 'comparison', operator: '==', left: node, right: { kind: 'literal', type: 'boolean', value: true, node: node.node }, type: 'boolean', node: node.node } : node;
}

export class TypedBuilder {
  constructor(
    private readonly schema: EqlSchema,
    private readonly problems: Problems
  ) {}

  build(node: Expression): Typed {
    switch (node.kind) {
      case 'parenthesized':
        return this.build(node.expression);
      case 'logical': {
        const operands = node.operands.map((operand) => this.build(operand));
        operands.forEach((operand, position) => demandType(operand, 'boolean', { owner: node, position, count: operands.length }, this.problems));
        return { kind: node.operator, operands: operands.map(asCondition), type: 'boolean', node };
      }
      case 'not': {
        const operand = this.build(node.operand);
        demandType(operand, 'boolean', { owner: node, position: 0, count: 1 }, this.problems);
        return { kind: 'not', operand, type: 'boolean', node };
      }
      case 'comparison':
        return this.comparison(node);
      case 'membership':
        return this.membership(node);
      case 'pattern_match':
        return this.patternMatch(node);
      case 'arithmetic':
        return this.arithmetic(node, node.operator, this.build(node.left), this.build(node.right));
      case 'sign':
        return this.sign(node);
      case 'call':
        return this.call(node);
      case 'field':
        return resolveField(node, this.schema, this.problems);
      default:
        return this.constant(node);
    }
  }

  private constant(node: Extract<Expression, { kind: 'string' | 'number' | 'boolean' | 'null' }>): TypedLiteral {
    switch (node.kind) {
      case 'string':
        return { kind: 'literal', type: 'keyword', value: node.value, node };
      case 'boolean':
        return { kind: 'literal', type: 'boolean', value: node.value, node };
      case 'null':
        return { kind: 'literal', type: 'null', value: null, node };
      case 'number': {
        const number = numberValue(node.digits);
        return { kind: 'literal', type: number?.type ?? 'double', value: number?.value ?? Infinity, node };
      }
    }
  }

  private comparison(node: Comparison): Typed {
    const left = this.build(node.left);
    const right = this.build(node.right);
    demandExact(left, this.problems, node);
    demandExact(right, this.problems, node);
    return { kind: 'comparison', operator: node.operator, left, right, type: 'boolean', node };
  }

  private membership(node: Membership): Typed {
    const value = this.build(node.value);
    const items = node.items.map((item) => this.build(item));
    const result = node.operator === 'in' ? this.exactMembership(node, value, items) : this.insensitiveMembership(node, value, items);
    return node.notLocation === undefined ? result : { kind: 'not', operand: result, type: 'boolean', node };
  }

  private exactMembership(node: Membership, value: Typed, items: readonly Typed[]): Typed {
    demandExact(value, this.problems, node);
    items.forEach((item, index) => {
      demandConstant(item, this.problems, node);
      if (value.type !== 'unsupported' && !areCompatible(value.type, item.type)) {
        const message = `argument ${index + 1} of [${this.problems.quote(node.location)}] must be [${typeName(value)}], found value [${this.problems.quote(item.node.location)}] type [${item.type}]`;
        this.problems.add('type_mismatch', item.node.location, message, { expected: typeName(value), found: item.type });
      }
    });
    return { kind: 'in', value, items, type: 'boolean', node };
  }

  private insensitiveMembership(node: Membership, value: Typed, items: readonly Typed[]): Typed {
    demandType(value, 'string', { owner: node, position: 0, count: 2 }, this.problems);
    const tests = items.map((item): Typed => {
      demandType(item, 'string', { owner: node, position: 1, count: 2 }, this.problems);
      demandConstant(item, this.problems, node);
      return { kind: 'equals_insensitive', left: value, right: item, type: 'boolean', node: item.node };
    });
    return tests.length === 1 ? { ...(tests[0] as Typed), node } : { kind: 'or', operands: tests, type: 'boolean', node };
  }

  private patternMatch(node: PatternMatch): Typed {
    const { operator } = node;
    const value = this.build(node.value);
    demandType(value, 'string', { owner: node, position: 0, count: operator.startsWith('like') ? 1 : 2 }, this.problems);
    const patterns = node.patterns.map((pattern) => this.constant(pattern));
    if (!operator.startsWith('like')) {
      patterns.forEach((pattern) => demandType(pattern, 'string', { owner: node, position: 1, count: 2 }, this.problems));
    }
    if (operator === 'regex' || operator === 'regex~') {
      if (patterns.some((pattern) => pattern.value === null)) {
        this.problems.add('invalid_literal', node.location, 'a regular expression cannot be null (Elasticsearch fails here with HTTP 500)');
      }
      return { kind: 'regex', left: value, pattern: patterns.map((pattern) => String(pattern.value)).join(patternSeparator), caseInsensitive: operator === 'regex~', type: 'boolean', node };
    }
    if (operator !== ':' && patterns.some((pattern) => pattern.value === null)) {
      this.problems.add('invalid_literal', node.location, 'a pattern of [like] cannot be null (Elasticsearch fails here with HTTP 500)');
    }
    const tests = patterns.map((pattern): Typed => ({ kind: 'wildcard', left: value, pattern, operator, type: 'boolean', node: pattern.node }));
    return tests.length === 1 ? { ...(tests[0] as Typed), node } : { kind: 'or', operands: tests, type: 'boolean', node };
  }

  private arithmetic(node: Expression, operator: '+' | '-' | '*' | '/' | '%', left: Typed, right: Typed): Typed {
    [left, right].forEach((operand, position) => demandType(operand, 'numeric', { owner: node, position, count: 2 }, this.problems));
    return { kind: 'arithmetic', operator, left, right, type: commonNumericType(left.type, right.type), node };
  }

  private sign(node: Sign): Typed {
    const operand = this.build(node.operand);
    demandType(operand, 'numeric', { owner: node, position: 0, count: 1 }, this.problems);
    return node.operator === '+' ? operand : { kind: 'negation', operand, type: operand.type, node };
  }

  private call(node: Call): Typed {
    const operands = node.arguments.map((argument) => this.build(argument));
    const operator = Object.hasOwn(arithmeticFunctions, node.name.toLowerCase()) ? arithmeticFunctions[node.name.toLowerCase()] : undefined;
    const definition = findFunction(node.name);
    const nothing: Typed = { kind: 'literal', type: 'unsupported', value: null, node };
    if (definition === undefined && operator === undefined) {
      const nearest = nearestNames(node.name, functionNames());
      this.problems.add('unknown_function', node.nameLocation, `Unknown function [${node.name}]${nearest.length === 0 ? '' : `, did you mean [${nearest[0]}]?`}`, { function: node.name, nearest });
      return nothing;
    }
    if (node.caseInsensitive && definition?.hasCaseInsensitiveForm !== true) {
      this.problems.add('case_sensitivity_not_supported', node.nameLocation, `[${node.name}] does not support case-(in)sensitivity`, { function: node.name });
      return nothing;
    }
    const counts = definition === undefined ? { least: 2, most: 2 } : { least: definition.required, most: definition.repeats === true ? Infinity : definition.parameters.length };
    if (operands.length < counts.least || operands.length > counts.most) {
      const expected = counts.least === counts.most ? `exactly ${counts.least}` : counts.most === Infinity ? `at least ${counts.least}` : `${counts.least} to ${counts.most}`;
      this.problems.add('wrong_argument_count', node.location, `error building [${node.name.toLowerCase()}]: expects ${expected} arguments`, { function: node.name, expected });
      return nothing;
    }
    if (definition === undefined) {
      return this.arithmetic(node, operator ?? '+', operands[0] as Typed, operands[1] as Typed);
    }
    return this.knownCall(node, definition, operands);
  }

  private knownCall(node: Call, definition: FunctionDefinition, operands: readonly Typed[]): Typed {
    operands.forEach((operand, position) => {
      const parameter = definition.parameters[Math.min(position, definition.parameters.length - 1)];
      demandType(operand, parameter?.type ?? 'any', { owner: node, position, count: definition.parameters.length }, this.problems);
      if (parameter?.constant === true) {
        demandConstant(operand, this.problems, node);
      }
    });
    const type = definition.returns === 'string' ? 'keyword' : definition.returns;
    return { kind: 'call', definition, caseInsensitive: node.caseInsensitive, arguments: operands, type, node };
  }
}
