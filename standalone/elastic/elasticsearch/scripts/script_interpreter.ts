// One concept fills this file: running a parsed script, one case for each kind of node.
import { ScriptFault } from './script_error';
import { callMethod } from './script_methods';
import type { Expression, Statement } from './script_tree';
import { equalValues, isDocValues, showValue, type ScriptValue } from './script_value';
import { comparePresent } from '../search/compare_keys';

/** Steps after which a script is stopped; Painless stops loops at the same number. */
const MAX_STEPS = 1_000_000;
const MAX_TEXT = 10_000_000;

type Flow = 'next' | 'break' | 'continue' | 'return';

/** Functions a script may call by name, such as `emit`. */
export type ScriptFunctions = Readonly<Record<string, (args: readonly ScriptValue[]) => ScriptValue>>;

/** A number written as a decimal one: dividing by it, or it, leaves no remainder out. */
function isDecimal(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.decimal === true;
}

/** Runs one script once. */
export class Interpreter {
  private steps = 0;
  private result: ScriptValue = null;

  constructor(
    private readonly variables: Map<string, ScriptValue>,
    private readonly functions: ScriptFunctions
  ) {}

  /** @returns what the script returns, or the value of its last expression */
  run(program: Statement): ScriptValue {
    this.execute(program);
    return this.result;
  }

  private count(at: number): void {
    if (++this.steps > MAX_STEPS) throw new ScriptFault('painless_error', 'The maximum number of statements that can be executed in a loop has been reached.', at);
  }

  private execute(statement: Statement): Flow {
    this.count(0);
    switch (statement.kind) {
      case 'block': return this.executeAll(statement.body);
      case 'declare':
        this.variables.set(statement.name, statement.value === undefined ? null : this.evaluate(statement.value));
        return 'next';
      case 'expression':
        this.result = this.evaluate(statement.expression);
        return 'next';
      case 'if':
        if (this.truth(statement.test)) return this.execute(statement.then);
        return statement.otherwise === undefined ? 'next' : this.execute(statement.otherwise);
      case 'each': return this.executeEach(statement);
      case 'for': return this.executeFor(statement);
      case 'while': return this.loop(() => this.truth(statement.test), statement.body);
      case 'return':
        this.result = statement.value === undefined ? null : this.evaluate(statement.value);
        return 'return';
      default: return statement.kind;
    }
  }

  private executeAll(body: readonly Statement[]): Flow {
    for (const statement of body) {
      const flow = this.execute(statement);
      if (flow !== 'next') return flow;
    }
    return 'next';
  }

  private executeEach(statement: Extract<Statement, { kind: 'each' }>): Flow {
    const over = this.evaluate(statement.of);
    const items = Array.isArray(over) ? [...over] : over instanceof Map ? [...over.keys()] : isDocValues(over) ? over.docValues : undefined;
    if (items === undefined) throw new ScriptFault('illegal_argument_exception', `Cannot iterate over [${showValue(over)}]`, statement.of.at);
    for (const item of items) {
      this.variables.set(statement.name, item);
      const flow = this.execute(statement.body);
      if (flow === 'break') break;
      if (flow === 'return') return flow;
    }
    return 'next';
  }

  private executeFor(statement: Extract<Statement, { kind: 'for' }>): Flow {
    if (statement.first !== undefined) this.execute(statement.first);
    return this.loop(() => statement.test === undefined || this.truth(statement.test), statement.body, statement.step);
  }

  private loop(test: () => boolean, body: Statement, step?: Expression): Flow {
    while (test()) {
      const flow = this.execute(body);
      if (flow === 'break') break;
      if (flow === 'return') return flow;
      if (step !== undefined) this.evaluate(step);
    }
    return 'next';
  }

  private truth(expression: Expression): boolean {
    const value = this.evaluate(expression);
    if (typeof value === 'boolean') return value;
    throw new ScriptFault('class_cast_exception', `Cannot cast from [${showValue(value)}] to [boolean].`, expression.at);
  }

  private evaluate(expression: Expression): ScriptValue {
    this.count(expression.at);
    switch (expression.kind) {
      case 'literal': return expression.value;
      case 'name': return this.variable(expression.name, expression.at);
      case 'member': return this.member(this.evaluate(expression.object), expression.name, expression);
      case 'index': return this.index(this.evaluate(expression.object), this.evaluate(expression.key), expression.at);
      case 'call': return this.call(expression);
      case 'new': return this.construct(expression);
      case 'unary': return this.unary(expression.operator, expression.operand);
      case 'binary': return this.binary(expression);
      case 'conditional': return this.evaluate(this.truth(expression.test) ? expression.then : expression.otherwise);
      case 'assign': return this.assign(expression);
      case 'step': return this.step(expression);
      case 'list': return expression.items.map((item) => this.evaluate(item));
      case 'map': return new Map(expression.entries.map(([key, value]) => [showValue(this.evaluate(key)), this.evaluate(value)]));
    }
  }

  private variable(name: string, at: number): ScriptValue {
    const value = this.variables.get(name);
    if (value === undefined) throw new ScriptFault('illegal_argument_exception', `cannot resolve symbol [${name}]`, at);
    return value;
  }

  private member(object: ScriptValue, name: string, expression: { readonly nullSafe: boolean; readonly at: number }): ScriptValue {
    if (object === null) {
      if (expression.nullSafe) return null;
      throw new ScriptFault('null_pointer_exception', `cannot access method/field [${name}] from a null def reference`, expression.at);
    }
    if (object instanceof Map) return object.get(name) ?? null;
    if (isDocValues(object)) return this.docValue(object.docValues, name, expression.at);
    if (Array.isArray(object)) return name === 'length' ? object.length : object[Number(name)] ?? null;
    throw new ScriptFault('illegal_argument_exception', `[${name}] is not implemented by the embedded Elasticsearch for [${typeof object}]`, expression.at);
  }

  private docValue(values: readonly ScriptValue[], name: string, at: number): ScriptValue {
    if (name === 'empty') return values.length === 0;
    if (name === 'length') return values.length;
    if (name === 'values') return [...values];
    if (name !== 'value') throw new ScriptFault('illegal_argument_exception', `doc value [${name}] is not implemented by the embedded Elasticsearch`, at);
    if (values.length === 0) throw new ScriptFault('illegal_state_exception', "A document doesn't have a value for a field! Use doc[<field>].size()==0 to check if a document is missing a field!", at);
    return values[0] ?? null;
  }

  private index(object: ScriptValue, key: ScriptValue, at: number): ScriptValue {
    if (object instanceof Map) return object.get(showValue(key)) ?? null;
    if (Array.isArray(object)) return object[Number(key)] ?? null;
    if (object !== null && isDocValues(object)) return object.docValues[Number(key)] ?? null;
    throw new ScriptFault(object === null ? 'null_pointer_exception' : 'illegal_argument_exception', `Attempting to address a non-array-like type [${showValue(object)}] as an array.`, at);
  }

  private call(expression: Extract<Expression, { kind: 'call' }>): ScriptValue {
    const { object, name, at } = expression;
    const args = (): ScriptValue[] => expression.arguments.map((argument) => this.evaluate(argument));
    if (object === undefined) {
      const run = Object.hasOwn(this.functions, name) ? this.functions[name] : undefined;
      if (run === undefined) throw new ScriptFault('illegal_argument_exception', `Unknown call [${name}] with [${expression.arguments.length}] arguments.`, at);
      return run(args());
    }
    const self = this.evaluate(object);
    if (self === null) {
      if (expression.nullSafe) return null;
      throw new ScriptFault('null_pointer_exception', `cannot access method/field [${name}] from a null def reference`, at);
    }
    if (isDocValues(self) && name === 'size') return self.docValues.length;
    const result = callMethod(isDocValues(self) ? [...self.docValues] : self, name, args());
    if (result === undefined) throw new ScriptFault('illegal_argument_exception', `method [${name}/${expression.arguments.length}] is not implemented by the embedded Elasticsearch`, at);
    return result;
  }

  private construct(expression: Extract<Expression, { kind: 'new' }>): ScriptValue {
    const [first] = expression.arguments.map((argument) => this.evaluate(argument));
    if (expression.type === 'ArrayList' || expression.type === 'LinkedList') return Array.isArray(first) ? [...first] : [];
    if (expression.type === 'HashSet' || expression.type === 'LinkedHashSet') return Array.isArray(first) ? first.filter((item, at) => first.findIndex((other) => equalValues(other, item)) === at) : [];
    if (/^(Linked)?HashMap$|^TreeMap$/.test(expression.type)) return new Map(first instanceof Map ? first : []);
    throw new ScriptFault('illegal_argument_exception', `class [${expression.type}] is not implemented by the embedded Elasticsearch`, expression.at);
  }

  private unary(operator: string, operand: Expression): ScriptValue {
    if (operator === '!') return !this.truth(operand);
    const value = this.number(this.evaluate(operand), operand.at);
    return operator === '-' ? -value : value;
  }

  private number(value: ScriptValue, at: number): number {
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(value);
    throw new ScriptFault('class_cast_exception', `Cannot apply arithmetic to [${showValue(value)}]`, at);
  }

  private binary(expression: Extract<Expression, { kind: 'binary' }>): ScriptValue {
    const { operator, left, right, at } = expression;
    if (operator === '&&') return this.truth(left) && this.truth(right);
    if (operator === '||') return this.truth(left) || this.truth(right);
    const a = this.evaluate(left);
    if (operator === '?:') return a ?? this.evaluate(right);
    const b = this.evaluate(right);
    if (operator === '/' && (isDecimal(left) || isDecimal(right))) return this.number(a, at) / this.number(b, at);
    return this.apply(operator, a, b, at);
  }

  private apply(operator: string, a: ScriptValue, b: ScriptValue, at: number): ScriptValue {
    if (operator === '==' || operator === '===') return equalValues(a, b);
    if (operator === '!=' || operator === '!==') return !equalValues(a, b);
    if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) return this.limited(showValue(a) + showValue(b), at);
    if (['<', '<=', '>', '>='].includes(operator)) return this.compare(operator, a, b, at);
    const x = this.number(a, at);
    const y = this.number(b, at);
    if ((operator === '/' || operator === '%') && y === 0 && Number.isInteger(x)) throw new ScriptFault('arithmetic_exception', '/ by zero', at);
    if (operator === '+') return x + y;
    if (operator === '-') return x - y;
    if (operator === '*') return x * y;
    if (operator === '%') return x % y;
    return Number.isInteger(x) && Number.isInteger(y) ? Math.trunc(x / y) : x / y;
  }

  private limited(value: string, at: number): string {
    if (value.length > MAX_TEXT) throw new ScriptFault('illegal_argument_exception', `a text of a script may have ${MAX_TEXT} characters at most`, at);
    return value;
  }

  private compare(operator: string, a: ScriptValue, b: ScriptValue, at: number): boolean {
    const order = typeof a === 'string' && typeof b === 'string' ? comparePresent(a, b) : comparePresent(this.number(a, at), this.number(b, at));
    if (operator === '<') return order < 0;
    if (operator === '<=') return order <= 0;
    return operator === '>' ? order > 0 : order >= 0;
  }

  private assign(expression: Extract<Expression, { kind: 'assign' }>): ScriptValue {
    const given = this.evaluate(expression.value);
    const value = expression.operator === '=' ? given : this.apply(expression.operator[0] ?? '', this.evaluate(expression.target), given, expression.at);
    this.store(expression.target, value);
    return value;
  }

  private step(expression: Extract<Expression, { kind: 'step' }>): ScriptValue {
    const before = this.number(this.evaluate(expression.target), expression.at);
    this.store(expression.target, before + expression.by);
    return expression.before ? before + expression.by : before;
  }

  private store(target: Expression, value: ScriptValue): void {
    if (target.kind === 'name') {
      this.variable(target.name, target.at);
      this.variables.set(target.name, value);
      return;
    }
    if (target.kind !== 'member' && target.kind !== 'index') throw new ScriptFault('illegal_argument_exception', 'cannot assign', target.at);
    const object = this.evaluate(target.object);
    const key = target.kind === 'member' ? target.name : this.evaluate(target.key);
    if (object instanceof Map) object.set(showValue(key), value);
    else if (Array.isArray(object) && Number.isInteger(Number(key)) && Number(key) < object.length) object[Number(key)] = value;
    else throw new ScriptFault(object === null ? 'null_pointer_exception' : 'illegal_argument_exception', `cannot assign to [${showValue(key)}]`, target.at);
  }
}
