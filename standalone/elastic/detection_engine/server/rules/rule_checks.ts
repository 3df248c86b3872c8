import { ApiError } from '../http/api_error';
import { isDuration } from '../runner/duration';
import type { StoredRule } from './rule';
import type { ExceptionListReference } from './rule_parts_schema';
import { isSupportedRuleType } from './rule_schema';
import type { SupportedRuleType } from './rule_schema';

/** The type, where the embedded engine runs such rules; else a refusal that names it. */
export function assertSupportedType(type: string): SupportedRuleType {
  if (isSupportedRuleType(type)) return type;
  throw new ApiError(400, `rule type "${type}" is not implemented by the embedded detection engine`);
}

/** Refuses an interval that the alerting framework would refuse (recording `error-400-rule-bad-interval`). */
export function assertInterval(interval: string, action: 'create' | 'update'): void {
  if (!isDuration(interval)) throw new ApiError(400, `Error validating ${action} data - [schedule.interval]: string is not a valid duration: ${interval}`);
}

interface CheckedBody {
  readonly timeline_id?: string | undefined;
  readonly timeline_title?: string | undefined;
  readonly exceptions_list?: readonly ExceptionListReference[] | undefined;
}

/** Refuses what no single field shows to be wrong: half a timeline, two default exception lists. */
export function assertConsistent({ timeline_id: id, timeline_title: title, exceptions_list: lists }: CheckedBody): void {
  if (id !== undefined && title === undefined) throw new ApiError(400, ['when "timeline_id" exists, "timeline_title" must also exist']);
  if (id === undefined && title !== undefined) throw new ApiError(400, ['when "timeline_title" exists, "timeline_id" must also exist']);
  if ((lists ?? []).filter(({ type }) => type === 'rule_default').length > 1) throw new ApiError(400, 'More than one default exception list found on rule');
}

/** A rule's default exception list belongs to that rule alone (`detection-engine.md` §1.3). */
export function assertOwnDefaultList(lists: readonly ExceptionListReference[], ruleId: string, rules: readonly StoredRule[]): void {
  const own = lists.find(({ type }) => type === 'rule_default');
  if (own === undefined) return;
  const others = rules.filter(({ attributes: { params } }) => params.ruleId !== ruleId && params.exceptionsList.some(({ list_id: listId }) => listId === own.list_id));
  if (others.length > 0) throw new ApiError(409, `default exception list for rule: ${ruleId} already exists in rule(s): ${others.map(({ attributes }) => attributes.params.ruleId).join(', ')}`);
}

/** Which rule a request names; exactly the refusal of recording `error-400-rule-read-no-id` when it names none. */
export interface RuleName {
  readonly id?: string | undefined;
  readonly rule_id?: string | undefined;
}

/** The named rule among those of the space, or 404 with the name as it was given (recordings `error-404-rule*`). */
export function findNamedRule(rules: readonly StoredRule[], { id, rule_id: ruleId }: RuleName): StoredRule {
  if (id === undefined && ruleId === undefined) throw new ApiError(400, ['either "id" or "rule_id" must be set']);
  const found = rules.find((rule) => (id === undefined ? rule.attributes.params.ruleId === ruleId : rule.id === id));
  if (found === undefined) throw new ApiError(404, id === undefined ? `rule_id: "${ruleId}" not found` : `id: "${id}" not found`);
  return found;
}
