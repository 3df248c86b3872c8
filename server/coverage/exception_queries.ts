import type { JsonObject } from '../../common/query_dsl';
import type { ExceptionEntry, ExceptionItem } from '../lib/exception_item';

export type ExceptionQueries = { readonly kind: 'queries'; readonly mustNot: readonly JsonObject[] } | { readonly kind: 'untranslatable'; readonly item: string };

/** The items of a list as the queries Kibana makes of them (`detection-engine.md` §3.4). Value lists lie elsewhere: an item with one cannot be told. */
export function toExceptionQueries(items: readonly ExceptionItem[], nowMs: number): ExceptionQueries {
  const mustNot: JsonObject[] = [];
  for (const item of items) {
    if (item.expire_time !== undefined && Date.parse(item.expire_time) < nowMs) continue;
    const clauses = item.entries.map((entry) => clauseOf(entry, ''));
    if (clauses.some((clause) => clause === undefined)) return { kind: 'untranslatable', item: item.name };
    mustNot.push({ bool: { filter: [...(clauses as JsonObject[]), ...systemsOf(item)] } });
  }
  return { kind: 'queries', mustNot };
}

function clauseOf(entry: ExceptionEntry, prefix: string): JsonObject | undefined {
  const clause = includedClause(entry, `${prefix}${entry.field}`);
  return clause && entry.operator === 'excluded' ? { bool: { must_not: [clause] } } : clause;
}

function includedClause(entry: ExceptionEntry, field: string): JsonObject | undefined {
  switch (entry.type) {
    case 'match':
      return typeof entry.value === 'string' ? { match_phrase: { [field]: entry.value } } : undefined;
    case 'match_any':
      return Array.isArray(entry.value) ? { bool: { minimum_should_match: 1, should: entry.value.map((value) => ({ match_phrase: { [field]: value } })) } } : undefined;
    case 'exists':
      return { exists: { field } };
    case 'wildcard':
      return typeof entry.value === 'string' ? { wildcard: { [field]: entry.value } } : undefined;
    case 'nested': {
      const inner = (entry.entries ?? []).map((part) => clauseOf(part, `${field}.`));
      if (inner.some((part) => part === undefined)) return undefined;
      return { nested: { path: field, query: { bool: { filter: inner as JsonObject[] } }, score_mode: 'none' } };
    }
    default:
      return undefined;
  }
}

function systemsOf({ os_types: systems = [] }: ExceptionItem): JsonObject[] {
  if (systems.length === 0) return [];
  return [{ bool: { minimum_should_match: 1, should: systems.flatMap((system) => [{ term: { 'host.os.type': system } }, { term: { 'host.os.name.caseless': system } }]) } }];
}
