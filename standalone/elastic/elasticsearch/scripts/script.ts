import { ElasticsearchError, type JsonValue } from '../../../../common/query_dsl';
import { illegalArgument, notImplemented } from '../errors/known_errors';
import { isObject } from '../json/values';
import { Interpreter, type ScriptFunctions } from './script_interpreter';
import { scriptError, ScriptFault } from './script_error';
import { parseScript } from './script_parser';
import type { Statement } from './script_tree';
import { toScriptValue, type ScriptValue } from './script_value';

/** A script ready to run, any number of times. */
export interface Script {
  /** @throws ElasticsearchError script_exception `runtime error` */
  run(variables: Readonly<Record<string, ScriptValue>>, functions?: ScriptFunctions): ScriptValue;
}

/**
 * Compiles the `script` option of a request: a text, or `{ source, lang, params }`. Only Painless, and of it the statements,
 * operators and methods that rules and alerts use; everything else is refused by name.
 * @throws ElasticsearchError script_exception `compile error`
 */
export function compileScript(option: JsonValue | undefined): Script {
  const source = isObject(option) ? option['source'] : option;
  if (isObject(option) && option['id'] !== undefined) throw notImplemented('stored scripts');
  if (typeof source !== 'string') throw illegalArgument('must specify either [source] for an inline script or [id] for a stored script');
  const language = isObject(option) ? option['lang'] : undefined;
  if (language !== undefined && language !== 'painless') throw illegalArgument(`script_lang not supported [${String(language)}]`);
  const program = parse(source);
  const params = toScriptValue(isObject(option) ? option['params'] ?? {} : {});
  return { run: (variables, functions = {}) => runProgram(program, source, { params, ...variables }, functions) };
}

function parse(source: string): Statement {
  try {
    return parseScript(source);
  } catch (error) {
    if (error instanceof ScriptFault) throw scriptError('compile error', source, error.offset, { type: error.type, reason: error.message });
    throw error;
  }
}

function runProgram(program: Statement, source: string, variables: Readonly<Record<string, ScriptValue>>, functions: ScriptFunctions): ScriptValue {
  try {
    return new Interpreter(new Map(Object.entries(variables)), functions).run(program);
  } catch (error) {
    if (error instanceof ScriptFault) throw scriptError('runtime error', source, error.offset, { type: error.type, reason: error.message });
    if (error instanceof ElasticsearchError) throw error;
    throw scriptError('runtime error', source, 0, { type: 'runtime_exception', reason: error instanceof Error ? error.message : String(error) });
  }
}
