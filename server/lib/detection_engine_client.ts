import type { Credentials, Loopback, LoopbackAnswer, LoopbackRequest } from './loopback';
import type { DetectionRule, EngineRights, RuleWrite } from './detection_rule';
import type { ExceptionItem, ExceptionListReference } from './exception_item';
import { UpstreamFailure } from './upstream_failure';

const PUBLIC_VERSION = '2023-10-31';
const RULES = '/api/detection_engine/rules';
/** Several rules of one `rule_id` can exist after a race; more than this many of ours cannot be meant. */
const FIND_LIMIT = 1_000;
/** Most items a list can hold (`detection-engine.md` §3.1). */
const EXCEPTION_LIMIT = 10_000;

export interface BulkOutcome {
  readonly changed: readonly DetectionRule[];
  readonly errors: ReadonlyArray<{ readonly message: string; readonly ids: readonly string[] }>;
}

export interface StatusOutcome {
  readonly updated: number;
  readonly versionConflicts: number;
}

export interface AlertingFacts {
  readonly apiKeyOwner?: string;
  readonly apiKeyCreatedByUser: boolean;
}

export interface DetectionEngineDependencies {
  readonly loopback: Loopback;
  /** Called for each request; throws where the caller's credentials cannot be sent on. */
  readonly credentials: () => Credentials;
  readonly spaceId: string;
}

/**
 * The public detection engine API of one space with one caller's rights (`detection-engine.md` §1, §2, §5). Every method throws
 * `UpstreamFailure` for an error answer, of either of the two body shapes.
 */
export interface DetectionEngineClient {
  readRights(): Promise<EngineRights>;
  /** All rules with one of the ids, oldest first. */
  findRules(ruleIds: readonly string[]): Promise<DetectionRule[]>;
  /** By Kibana's id; undefined where it is not there. */
  getRule(uuid: string): Promise<DetectionRule | undefined>;
  createRule(rule: RuleWrite & { readonly enabled: boolean }): Promise<DetectionRule>;
  /** By Kibana's id alone: it refuses a body that names both ids. */
  patchRule(uuid: string, change: Partial<Omit<RuleWrite, 'rule_id'>>): Promise<DetectionRule>;
  /** Writes a change over the whole of a rule as it was read: what neither names is cleared, which a patch cannot do. */
  replaceRule(rule: DetectionRule, change: Omit<RuleWrite, 'rule_id'>): Promise<DetectionRule>;
  /** A rule that is gone already is no error. */
  deleteRule(uuid: string): Promise<void>;
  switchRules(uuids: readonly string[], enabled: boolean): Promise<BulkOutcome>;
  /** Every item of a list; none where the list is gone, as a rule's run has it. */
  findExceptionItems(list: ExceptionListReference): Promise<ExceptionItem[]>;
  setAlertStatus(alertIds: readonly string[], status: string): Promise<StatusOutcome>;
  /** Adds one of Security's alert tags; one that is there already is no error. */
  tagAlerts(alertIds: readonly string[], tag: string): Promise<void>;
  /** Starts a run outside the schedule; `not_offered` where this Kibana has no such route, `not_now` with its words, in its own language, where it says why. */
  runRuleSoon(uuid: string): Promise<{ readonly outcome: 'started' | 'not_offered' } | { readonly outcome: 'not_now'; readonly words: string }>;
  /** By Kibana's id of the rule; those of rules the alerting API does not show to the caller are missing. */
  findAlertingFacts(ruleIds: readonly string[]): Promise<ReadonlyMap<string, AlertingFacts>>;
}

export function createDetectionEngineClient({ loopback, credentials, spaceId }: DetectionEngineDependencies): DetectionEngineClient {
  const ask = async (request: Omit<LoopbackRequest, 'spaceId' | 'credentials'>): Promise<LoopbackAnswer> => {
    return loopback({ apiVersion: PUBLIC_VERSION, ...request, spaceId, credentials: credentials() });
  };
  const call = async <T>(request: Omit<LoopbackRequest, 'spaceId' | 'credentials'>): Promise<T> => succeed<T>(await ask(request));

  return {
    readRights: () => call<EngineRights>({ method: 'GET', path: '/api/detection_engine/privileges' }),
    findRules: async (ruleIds) => {
      if (ruleIds.length === 0) return [];
      const { data } = await call<{ data: DetectionRule[] }>({ method: 'GET', path: `${RULES}/_find?${findQuery(ruleIds)}` });
      return data.filter((rule) => ruleIds.includes(rule.rule_id)).sort(byAge);
    },
    getRule: async (uuid) => {
      const answer = await ask({ method: 'GET', path: `${RULES}?id=${encodeURIComponent(uuid)}` });
      return isGone(answer) ? undefined : succeed<DetectionRule>(answer);
    },
    createRule: (rule) => call<DetectionRule>({ method: 'POST', path: RULES, body: rule }),
    patchRule: (uuid, change) => call<DetectionRule>({ method: 'PATCH', path: RULES, body: { id: uuid, ...change } }),
    replaceRule: (rule, change) => call<DetectionRule>({ method: 'PUT', path: RULES, body: { ...keptOf(rule), ...change, id: rule.id } }),
    deleteRule: async (uuid) => {
      const answer = await ask({ method: 'DELETE', path: `${RULES}?id=${encodeURIComponent(uuid)}` });
      if (!isGone(answer)) succeed(answer);
    },
    switchRules: async (uuids, enabled) => toBulkOutcome(await ask({ method: 'POST', path: `${RULES}/_bulk_action`, body: { action: enabled ? 'enable' : 'disable', ids: uuids } })),
    findExceptionItems: async ({ list_id: listId, namespace_type: namespaceType }) => {
      const query = new URLSearchParams({ list_id: listId, namespace_type: namespaceType, page: '1', per_page: String(EXCEPTION_LIMIT) });
      const answer = await ask({ method: 'GET', path: `/api/exception_lists/items/_find?${query.toString()}` });
      return isGone(answer) ? [] : succeed<{ data: ExceptionItem[] }>(answer).data;
    },
    setAlertStatus: async (alertIds, status) => {
      const body = await call<{ updated?: number; version_conflicts?: number }>({ method: 'POST', path: '/api/detection_engine/signals/status', body: { signal_ids: alertIds, status } });
      return { updated: body.updated ?? 0, versionConflicts: body.version_conflicts ?? 0 };
    },
    tagAlerts: async (alertIds, tag) => {
      await call({ method: 'POST', path: '/api/detection_engine/signals/tags', body: { ids: alertIds, tags: { tags_to_add: [tag], tags_to_remove: [] } } });
    },
    runRuleSoon: async (uuid) => {
      const answer = await ask({ method: 'POST', path: `/internal/alerting/rule/${encodeURIComponent(uuid)}/_run_soon`, apiVersion: undefined, mayAnswerText: true });
      if (answer.status === 404) return { outcome: 'not_offered' };
      const words: unknown = succeed(answer);
      return typeof words === 'string' ? { outcome: 'not_now', words } : { outcome: 'started' };
    },
    findAlertingFacts: async (ruleIds) => {
      if (ruleIds.length === 0) return new Map();
      const answer = await ask({ method: 'GET', path: `/api/alerting/rules/_find?${new URLSearchParams({ filter: withOneOf(ruleIds), per_page: String(FIND_LIMIT) }).toString()}` });
      const { data = [] } = answer.status === 200 ? (answer.body as { data?: readonly AlertingRule[] }) : {};
      return new Map(data.map(({ id, api_key_owner: owner, api_key_created_by_user: ofUser }) => [id, { ...(owner == null ? {} : { apiKeyOwner: owner }), apiKeyCreatedByUser: ofUser === true }]));
    },
  };
}

interface AlertingRule {
  readonly id: string;
  readonly api_key_owner?: string | null;
  readonly api_key_created_by_user?: boolean | null;
}

/** What Kibana says of a rule and takes from nobody; the rule is named by its own id alone. */
const SAID_BY_KIBANA = ['id', 'rule_id', 'created_at', 'created_by', 'updated_at', 'updated_by', 'revision', 'immutable', 'rule_source', 'execution_summary'] as const;
/** What a content decides alone: left out where it has none. */
const OF_CONTENT = ['tiebreaker_field', 'building_block_type'] as const;

/** What a person set in a rule besides its content: exceptions, actions, whether it is enabled, timelines and so on. */
function keptOf(rule: DetectionRule): Record<string, unknown> {
  const left = new Set<string>([...SAID_BY_KIBANA, ...OF_CONTENT]);
  return Object.fromEntries(Object.entries(rule).filter(([name]) => !left.has(name)));
}

/** KQL over the rule objects (`detection-engine.md` §1.1): one list of values, because the address of a request has limits. The ids are our own constants, quoted all the same. */
function withOneOf(ruleIds: readonly string[]): string {
  return `alert.attributes.params.ruleId: (${ruleIds.map((ruleId) => `"${ruleId.replace(/["\\]/g, '\\$&')}"`).join(' OR ')})`;
}

function findQuery(ruleIds: readonly string[]): string {
  return new URLSearchParams({ filter: withOneOf(ruleIds), page: '1', per_page: String(FIND_LIMIT), sort_field: 'created_at', sort_order: 'asc' }).toString();
}

function byAge(left: DetectionRule, right: DetectionRule): number {
  return compare(left.created_at, right.created_at) || compare(left.id, right.id);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A 404 about the rule, not about the route. */
function isGone({ status, body }: LoopbackAnswer): boolean {
  return status === 404 && failureOf(status, body).code === 'not_found';
}

function succeed<T>({ status, body }: LoopbackAnswer): T {
  if (status >= 200 && status < 300) return body as T;
  throw failureOf(status, body);
}

/** Core and router say `{ statusCode, error, message }`, Security `{ message, status_code }`, `message` sometimes a list (`kibana-8.12-observed.md` 9). */
function failureOf(status: number, body: unknown): UpstreamFailure {
  const { message, error } = (typeof body === 'object' && body !== null ? body : {}) as { message?: unknown; error?: unknown };
  const text = Array.isArray(message) ? message.map(String).join('; ') : typeof message === 'string' ? message : `HTTP ${status}`;
  const isMissingRoute = status === 404 && error === 'Not Found' && text === 'Not Found';
  return isMissingRoute ? new UpstreamFailure(status, 'This Kibana has no detection engine: its Security app is not there.', { body, code: 'detection_engine_unavailable' }) : new UpstreamFailure(status, text, { body });
}

interface BulkBody {
  readonly attributes?: {
    readonly results?: { readonly updated?: readonly DetectionRule[]; readonly skipped?: readonly DetectionRule[] };
    readonly errors?: ReadonlyArray<{ readonly message?: string; readonly rules?: ReadonlyArray<{ readonly id: string }> }>;
  };
}

/** With any failure the answer is a 500 that still carries what succeeded (`detection-engine.md` §1.1). */
function toBulkOutcome({ status, body }: LoopbackAnswer): BulkOutcome {
  const attributes = (body as BulkBody | undefined)?.attributes;
  if (attributes?.results === undefined) throw failureOf(status, body);
  return {
    changed: [...(attributes.results.updated ?? []), ...(attributes.results.skipped ?? [])],
    errors: (attributes.errors ?? []).map((error) => ({ message: error.message ?? 'failed', ids: (error.rules ?? []).map(({ id }) => id) })),
  };
}
