import { ApiError, toApiError } from '../http/api_error';
import { issueText } from '../http/zod_validation';
import type { RequestServices } from '../http/request_services';
import { importException } from '../exceptions/import_exceptions';
import { applyRuleDefaults } from './rule_defaults';
import { storeNewRule } from './create_rule';
import { assertSupportedType } from './rule_checks';
import { ruleUpdateSchema } from './rule_schema';
import { replaceRule } from './update_rule';

interface ImportOptions {
  readonly overwrite: boolean;
  readonly overwriteExceptions: boolean;
}
interface ImportFailure {
  readonly rule_id: string;
  readonly error: { readonly status_code: number; readonly message: string };
}

type Line = { readonly kind: 'rule' | 'exception' | 'bad'; readonly value: Record<string, unknown>; readonly problem?: string };

/** Members that an export adds and an import takes no notice of. */
const exportMembers = new Set(['id', 'created_at', 'created_by', 'updated_at', 'updated_by', 'revision', 'immutable', 'execution_summary', 'rule_source']);

function readLine(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { kind: 'bad', value: {}, problem: 'a line is not a JSON object' };
    const object = value as Record<string, unknown>;
    if ('exported_count' in object || 'exported_rules_count' in object || 'exported_exception_list_count' in object) return undefined;
    return { kind: 'list_id' in object && !('rule_id' in object) ? 'exception' : 'rule', value: object };
  } catch (error) {
    return { kind: 'bad', value: {}, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function importRule(value: Record<string, unknown>, { overwrite }: ImportOptions, services: RequestServices): Promise<void> {
  const body = Object.fromEntries(Object.entries(value).filter(([name]) => !exportMembers.has(name)));
  const parsed = ruleUpdateSchema.safeParse(body);
  if (!parsed.success) throw new ApiError(400, issueText(parsed.error));
  if (parsed.data.rule_id === undefined) throw new ApiError(400, 'rule_id: Required');
  assertSupportedType(parsed.data.type);
  const { rule_id: ruleId } = parsed.data;
  const taken = (await services.rules.all()).some(({ attributes }) => attributes.params.ruleId === ruleId);
  if (taken && !overwrite) throw new ApiError(409, `rule_id: "${ruleId}" already exists`);
  const sent = { ...parsed.data, enabled: parsed.data.enabled ?? false };
  if (taken) await replaceRule(sent, services);
  else await storeNewRule(applyRuleDefaults(sent, services.engine.kibanaVersion), services);
}

const failureOf = (id: string, error: unknown): ImportFailure => {
  const { statusCode, message } = toApiError(error);
  return { rule_id: id, error: { status_code: statusCode, message } };
};

/**
 * Imports the lines of an export: exception lists and items first, then rules (recordings `rules-import-*`). Not atomic: what
 * fails is told for each line, the rest is stored.
 */
export async function importRules(text: string, options: ImportOptions, services: RequestServices): Promise<Record<string, unknown>> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '').flatMap((line) => readLine(line) ?? []);
  const exceptionErrors: Array<Record<string, unknown>> = [];
  let exceptionCount = 0;
  for (const { value } of lines.filter(({ kind }) => kind === 'exception')) {
    const problem = await importException(value, options.overwriteExceptions, services);
    if (problem === undefined) exceptionCount += 1;
    else exceptionErrors.push(problem);
  }
  const errors: ImportFailure[] = [];
  const ruleLines = lines.filter(({ kind }) => kind !== 'exception');
  for (const { kind, value, problem } of ruleLines) {
    try {
      if (kind === 'bad') throw new ApiError(400, problem ?? '');
      await importRule(value, options, services);
    } catch (error) {
      errors.push(failureOf(typeof value.rule_id === 'string' ? value.rule_id : '(unknown id)', error));
    }
  }
  services.engine.scheduler.wakeSoon();
  return {
    exceptions_success: exceptionErrors.length === 0,
    exceptions_success_count: exceptionCount,
    exceptions_errors: exceptionErrors,
    rules_count: ruleLines.length,
    success: errors.length === 0,
    success_count: ruleLines.length - errors.length,
    errors,
    action_connectors_errors: [],
    action_connectors_warnings: [],
    action_connectors_success: true,
    action_connectors_success_count: 0,
  };
}
