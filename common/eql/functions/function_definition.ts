import type { ScriptValue } from './script_value';

/** What an argument must be. `null` fits every type. */
export type ParameterType = 'string' | 'integer' | 'boolean' | 'ip' | 'any';

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** Must be a constant. */
  readonly constant?: boolean;
}

/** One EQL function: its signature (read by the check) and what it does (read by the evaluator). */
export interface FunctionDefinition {
  readonly name: string;
  /** Whether `name~(…)` exists. */
  readonly hasCaseInsensitiveForm: boolean;
  readonly parameters: readonly Parameter[];
  /** How many of the parameters must be given. */
  readonly required: number;
  /** The last parameter may be repeated. */
  readonly repeats?: boolean;
  readonly returns: 'string' | 'integer' | 'double' | 'boolean';
  /** The result for one combination of values; an argument that was not given is undefined. May throw `EqlError` where Elasticsearch's script fails. */
  run(values: readonly (ScriptValue | undefined)[], caseInsensitive: boolean): ScriptValue;
}

/** The text of a value, null for null and for what was not given. */
export function textOf(value: ScriptValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** A whole number argument; undefined for null and for what was not given. */
export function integerOf(value: ScriptValue | undefined): number | undefined {
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined;
}

/** Lower case of the root locale on request (eql-observed.md §6.4: `startsWith~` and its like on results). */
export function foldText(text: string, caseInsensitive: boolean): string {
  return caseInsensitive ? text.toLowerCase() : text;
}
