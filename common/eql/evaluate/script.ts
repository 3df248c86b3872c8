/**
 * Script mode: a function or arithmetic of fields is computed for every combination of the values of each field occurrence, three-valued inside
 * (eql-semantics.md §2.4). (One concept: expressions over one combination of values.)
 */
import { type Typed, type TypedField, typedChildren } from '../check/index';
import { shardFailure } from '../errors/index';
import type { ScriptValue } from '../functions/index';
import type { EqlEvent, EqlValue } from '../schema/event_source';
import { compareCodePoints, readerOf } from './fields/index';
import { compileJavaRegularExpression, compileWildcard, foldJavaUnits } from './patterns/index';
import { arithmetic, compare, negate } from './plan/fold';
import { zonedDateText } from './script_dates';

/** More combinations of values than this in one event are refused: a script over them would not end in Elasticsearch either. */
const maxCombinations = 1_000_000;

type Slots = ScriptValue[];
type Evaluate = (slots: Slots) => ScriptValue;

/** An expression compiled for one combination of values, and the fields its slots are filled from. */
export interface Script {
  /** Whether any combination of the event's values gives a result that `accept` accepts. Throws `EqlError` where Elasticsearch's script fails. */
  any(event: EqlEvent, accept: (value: ScriptValue) => boolean): boolean;
  readonly fields: readonly TypedField[];
}

const wholeTypes: ReadonlySet<string> = new Set(['byte', 'short', 'integer', 'long']);

/** A doc value as a script sees it. */
function scriptValue(type: string, value: EqlValue): ScriptValue {
  if (type === 'unsigned_long') {
    return BigInt.asIntN(64, BigInt(value));
  }
  if (wholeTypes.has(type)) {
    return BigInt(value);
  }
  return type === 'date' || type === 'date_nanos' ? zonedDateText(type, value) : value;
}

function reader({ exact }: TypedField): (event: EqlEvent) => readonly ScriptValue[] {
  const read = readerOf(exact);
  const none: readonly ScriptValue[] = [null];
  return (event) => {
    const values = read(event);
    if (values.length === 0) {
      return none;
    }
    return values.length === 1 ? [scriptValue(exact.type, values[0] as EqlValue)] : inDocValueOrder(values).map((value) => scriptValue(exact.type, value));
  };
}

/** Doc values come sorted; which value meets an error first depends on it. */
function inDocValueOrder(values: readonly EqlValue[]): readonly EqlValue[] {
  return [...values].sort((a, b) => (typeof a === 'string' && typeof b === 'string' ? compareCodePoints(a, b) : a < b ? -1 : a > b ? 1 : 0));
}

class ScriptCompiler {
  readonly fields: TypedField[] = [];

  compile(node: Typed): Evaluate {
    switch (node.kind) {
      case 'literal': {
        const { value } = node;
        return () => value;
      }
      case 'field': {
        const slot = this.fields.push(node) - 1;
        return (slots) => slots[slot] ?? null;
      }
      case 'and':
      case 'or':
        return this.logical(node.kind, node.operands);
      case 'not': {
        const operand = this.compile(node.operand);
        return (slots) => {
          const value = operand(slots);
          return typeof value === 'boolean' ? !value : null;
        };
      }
      case 'comparison': {
        const [left, right, { operator }] = [this.compile(node.left), this.compile(node.right), node];
        return (slots) => compare(operator, left(slots), right(slots));
      }
      case 'is_null':
      case 'is_not_null': {
        const [operand, expected] = [this.compile(node.operand), node.kind === 'is_null'];
        return (slots) => (operand(slots) === null) === expected;
      }
      default:
        return this.compileMore(node);
    }
  }

  private compileMore(node: Exclude<Typed, { kind: 'literal' | 'field' | 'and' | 'or' | 'not' | 'comparison' | 'is_null' | 'is_not_null' }>): Evaluate {
    switch (node.kind) {
      case 'in':
        return this.membership(this.compile(node.value), node.items.map((item) => this.compile(item)));
      case 'equals_insensitive': {
        const [left, right] = [this.compile(node.left), this.compile(node.right)];
        return (slots) => insensitive(left(slots), right(slots));
      }
      case 'wildcard': {
        const left = this.compile(node.left);
        const pattern = compileWildcard(String(node.pattern.value), { caseInsensitive: node.operator !== 'like', stopsAtLineBreaks: true });
        return (slots) => onText(left(slots), (text) => pattern.matches(text));
      }
      case 'regex': {
        const left = this.compile(node.left);
        const pattern = compileJavaRegularExpression(node.pattern, node.caseInsensitive);
        return (slots) => onText(left(slots), (text) => pattern.matches(text));
      }
      case 'arithmetic': {
        const [left, right, { operator }] = [this.compile(node.left), this.compile(node.right), node];
        return (slots) => runArithmetic(() => arithmetic(operator, left(slots), right(slots)));
      }
      case 'negation': {
        const operand = this.compile(node.operand);
        return (slots) => runArithmetic(() => negate(operand(slots)));
      }
      case 'call': {
        const { definition, caseInsensitive } = node;
        const values = node.arguments.map((argument) => this.compile(argument));
        return (slots) => definition.run(values.map((value) => value(slots)), caseInsensitive);
      }
    }
  }

  private logical(kind: 'and' | 'or', operands: readonly Typed[]): Evaluate {
    const parts = operands.map((operand) => this.compile(operand));
    const decisive = kind === 'or';
    return (slots) => {
      let unknown = false;
      for (const part of parts) {
        const value = part(slots);
        if (value === decisive) {
          return decisive;
        }
        unknown = unknown || value === null;
      }
      return unknown ? null : !decisive;
    };
  }

  private membership(value: Evaluate, items: readonly Evaluate[]): Evaluate {
    return (slots) => {
      const found = value(slots);
      return found === null ? null : items.some((item) => compare('==', found, item(slots)) === true);
    };
  }
}

function onText(value: ScriptValue, test: (text: string) => boolean): boolean | null {
  return typeof value === 'string' ? test(value) : null;
}

function insensitive(left: ScriptValue, right: ScriptValue): boolean | null {
  return typeof left === 'string' && typeof right === 'string' ? foldJavaUnits(left) === foldJavaUnits(right) : null;
}

function runArithmetic(run: () => ScriptValue): ScriptValue {
  try {
    return run();
  } catch (error) {
    throw error instanceof RangeError ? shardFailure(`script_exception: runtime error: arithmetic_exception: ${error.message}`) : error;
  }
}

/** Compiles an expression that is not a test of one field against constants. */
export function compileScript(node: Typed): Script {
  const compiler = new ScriptCompiler();
  const evaluate = compiler.compile(node);
  const { fields } = compiler;
  const readers = fields.map(reader);
  return {
    fields,
    any: (event, accept) => {
      const values = readers.map((read) => read(event));
      if (values.reduce((product, list) => product * list.length, 1) > maxCombinations) {
        throw shardFailure(`more than ${maxCombinations} combinations of values in one event`);
      }
      return anyCombination(values, (slots) => accept(evaluate(slots)));
    },
  };
}

function anyCombination(values: readonly (readonly ScriptValue[])[], test: (slots: Slots) => boolean): boolean {
  const places = values.map(() => 0);
  const slots: Slots = values.map((list) => list[0] ?? null);
  for (;;) {
    if (test(slots)) {
      return true;
    }
    let index = values.length - 1;
    for (; index >= 0; index -= 1) {
      const list = values[index] as readonly ScriptValue[];
      const place = ((places[index] as number) + 1) % list.length;
      places[index] = place;
      slots[index] = list[place] as ScriptValue;
      if (place > 0) {
        break;
      }
    }
    if (index < 0) {
      return false;
    }
  }
}

/** Whether a function or arithmetic is inside: such an expression is computed, not looked up. */
export function needsScript(node: Typed): boolean {
  return node.kind === 'call' || node.kind === 'arithmetic' || node.kind === 'negation' || typedChildren(node).some(needsScript);
}
