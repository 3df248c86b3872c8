/** The registry of functions: one line each. `add`, `subtract`, `multiply`, `divide`, `modulo` are the arithmetic operators by another name. */
import { between } from './between';
import { cidrMatch } from './cidr_match';
import { concat } from './concat';
import { endsWith } from './ends_with';
import type { FunctionDefinition } from './function_definition';
import { indexOf } from './index_of';
import { length } from './length';
import { startsWith } from './starts_with';
import { stringContains } from './string_contains';
import { substring } from './substring';
import { toNumber } from './to_number';
import { toText } from './to_string';

export type { FunctionDefinition, Parameter, ParameterType } from './function_definition';
export { type IpRange, parseIp, parseIpRange } from './ip_range';
export { compareDoubles, compareScriptValues, isNumeric, javaDoubleText, scriptText, type ScriptValue } from './script_value';

export const functions: readonly FunctionDefinition[] = [between, cidrMatch, concat, endsWith, indexOf, length, toNumber, startsWith, toText, stringContains, substring];

/** Function names that are operators. */
export const arithmeticFunctions: Readonly<Record<string, '+' | '-' | '*' | '/' | '%'>> = { add: '+', subtract: '-', multiply: '*', divide: '/', modulo: '%' };

const byName = new Map(functions.map((definition) => [definition.name.toLowerCase(), definition]));

/** Finds a function; names are case-insensitive. */
export function findFunction(name: string): FunctionDefinition | undefined {
  return byName.get(name.toLowerCase());
}

/** All names, for proposals. */
export function functionNames(): readonly string[] {
  return [...functions.map(({ name }) => name), ...Object.keys(arithmeticFunctions)];
}
