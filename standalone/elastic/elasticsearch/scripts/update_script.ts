import { ElasticsearchError, type JsonObject, type JsonValue } from '../../../../common/query_dsl';
import { causeOf } from '../errors/error_body';
import { illegalArgument } from '../errors/known_errors';
import { isObject } from '../json/values';
import { compileScript, type Script } from './script';
import { fromScriptValue, toScriptValue, type ScriptValue } from './script_value';

export interface UpdateScriptContext {
  readonly source: JsonObject;
  readonly id: string;
  readonly index: string;
  readonly version: number;
  readonly nowMs: number;
}

export interface UpdateScriptOutcome {
  readonly operation: string;
  readonly source: JsonObject;
}

const OPERATIONS = new Set(['index', 'create', 'none', 'noop', 'delete']);

/**
 * Runs a script over the source of one document (`ctx._source`, `ctx.op`).
 * @throws ElasticsearchError `failed to execute script`
 */
export function runUpdateScript(option: JsonValue | undefined, context: UpdateScriptContext): UpdateScriptOutcome {
  try {
    return applyUpdateScript(compileScript(option), context);
  } catch (error) {
    if (error instanceof ElasticsearchError && error.type === 'script_exception') throw illegalArgument('failed to execute script', causeOf(error));
    throw error;
  }
}

/** The same with a compiled script, for many documents. */
export function applyUpdateScript(script: Script, context: UpdateScriptContext): UpdateScriptOutcome {
  const ctx = new Map<string, ScriptValue>([
    ['_source', toScriptValue(context.source)],
    ['op', 'index'],
    ['_id', context.id],
    ['_index', context.index],
    ['_version', context.version],
    ['_now', context.nowMs],
    ['_routing', null],
  ]);
  script.run({ ctx });
  const operation = String(ctx.get('op') ?? 'index');
  if (!OPERATIONS.has(operation)) throw illegalArgument(`Operation type [${operation}] not allowed, only [noop, index, delete] are allowed`);
  const source = fromScriptValue(ctx.get('_source') ?? null);
  return { operation, source: isObject(source) ? source : {} };
}
